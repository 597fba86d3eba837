import { useRef, useState, type MouseEvent, type ReactNode } from 'react'
import { IconButton } from './button.tsx'
import { MenuBox } from './menu-box.tsx'
import type { MenuSection } from './menu-items.ts'
import { placeAt, type Anchor } from './place.ts'
import { useCloseFromOutside, useOpenMenu } from './use-menu.ts'

interface MenuProps {
  readonly label: string
  readonly sections: readonly MenuSection[]
  readonly anchor: Anchor
  readonly align?: 'start' | 'end'
  readonly onClose: () => void
}

/** An open menu. The focus goes into it and comes back when it closes. */
export function Menu({ label, sections, anchor, align = 'start', onClose }: MenuProps) {
  const ref = useRef<HTMLDivElement>(null)
  useOpenMenu(ref, (menu) => placeAt(menu, anchor, align), true)
  useCloseFromOutside(ref, onClose)
  return <MenuBox ref={ref} label={label} sections={sections} onClose={onClose} onLeave={onClose} />
}

interface MenuButtonProps {
  readonly label: string
  readonly sections: readonly MenuSection[]
  readonly children: ReactNode
  readonly align?: 'start' | 'end'
  /** Given, the button has words on it and looks as this class says; else it is a picture button. */
  readonly className?: string
}

/** A button that opens a menu below itself. */
export function MenuButton({ label, sections, children, align = 'end', className }: MenuButtonProps) {
  const [anchor, setAnchor] = useState<Anchor | null>(null)
  const toggle = (event: MouseEvent<HTMLElement>) =>
    setAnchor(anchor === null ? event.currentTarget.getBoundingClientRect() : null)
  const attributes = { 'aria-haspopup': 'menu', 'aria-expanded': anchor !== null, onClick: toggle } as const
  return (
    <>
      {className === undefined ? (
        <IconButton label={label} {...attributes}>
          {children}
        </IconButton>
      ) : (
        <button type="button" className={className} aria-label={label} {...attributes}>
          {children}
        </button>
      )}
      {anchor !== null && (
        <Menu
          label={label}
          sections={sections}
          anchor={anchor}
          align={align}
          onClose={() => setAnchor(null)}
        />
      )}
    </>
  )
}
