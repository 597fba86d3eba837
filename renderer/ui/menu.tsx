import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react'
import { IconButton } from './button.tsx'
import { Icon } from './icon.tsx'
import './menu.css'
import { nextItem } from './menu-keys.ts'
import { placeAt, type Anchor } from './place.ts'

/** One line of a menu: something to do, one of several choices, or a switch. */
export interface MenuItem {
  readonly kind: 'action' | 'choice' | 'switch'
  readonly label: string
  readonly icon?: ReactNode
  /** Whether a choice is the chosen one or a switch is on. */
  readonly checked?: boolean
  readonly danger?: boolean
  readonly disabled?: boolean
  readonly onChoose: () => void
}

/** Items that belong together, divided from others by a line. */
export interface MenuSection {
  readonly label?: string
  readonly items: readonly MenuItem[]
}

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
  useOpenMenu(ref, anchor, align)
  useCloseFromOutside(ref, onClose)
  return (
    <div
      ref={ref}
      className="menu"
      popover="manual"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => handleKey(event, onClose)}
      onContextMenu={(event) => event.preventDefault()}
    >
      {sections.map((section, index) => (
        <div key={index} className="menu-section" role="group" aria-label={section.label}>
          {section.label !== undefined && (
            <div className="menu-heading" aria-hidden="true">
              {section.label}
            </div>
          )}
          {section.items.map((item) => (
            <Item key={item.label} item={item} onClose={onClose} />
          ))}
        </div>
      ))}
    </div>
  )
}

const roles = { action: 'menuitem', choice: 'menuitemradio', switch: 'menuitemcheckbox' } as const

function Item({ item, onClose }: { readonly item: MenuItem; readonly onClose: () => void }) {
  return (
    <button
      type="button"
      role={roles[item.kind]}
      className={item.danger ? 'menu-item menu-item-danger' : 'menu-item'}
      aria-checked={item.kind === 'action' ? undefined : item.checked === true}
      disabled={item.disabled}
      tabIndex={-1}
      onMouseMove={(event) => event.currentTarget.focus({ preventScroll: true })}
      onClick={() => {
        onClose()
        item.onChoose()
      }}
    >
      <span className="menu-icon">{item.icon}</span>
      <span className="menu-label">{item.label}</span>
      {item.checked === true && <Icon name="check" />}
    </button>
  )
}

function handleKey(event: KeyboardEvent<HTMLElement>, onClose: () => void): void {
  event.stopPropagation()
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault()
    onClose()
    return
  }
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('.menu-item:enabled')]
  const next = nextItem(event.key, items, items.indexOf(document.activeElement as HTMLElement))
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}

/** Where the focus begins: at the first item or, in a menu that is a choice, at the chosen one. */
function firstOf(menu: HTMLElement): HTMLElement | null {
  const first = menu.querySelector<HTMLElement>('.menu-item:enabled')
  const chosen = menu.querySelector<HTMLElement>('[role=menuitemradio][aria-checked=true]:enabled')
  return first?.role === 'menuitemradio' ? (chosen ?? first) : first
}

function useOpenMenu(
  ref: React.RefObject<HTMLDivElement | null>,
  anchor: Anchor,
  align: 'start' | 'end',
): void {
  useLayoutEffect(() => {
    const menu = ref.current
    const before = document.activeElement
    if (menu === null) return
    menu.showPopover()
    placeAt(menu, anchor, align)
    ;(firstOf(menu) ?? menu).focus()
    return () => {
      const focusIsHere = menu.contains(document.activeElement)
      menu.hidePopover()
      if (focusIsHere && before instanceof HTMLElement) before.focus()
    }
    // An open menu stays where it opened.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
}

function useCloseFromOutside(ref: React.RefObject<HTMLDivElement | null>, onClose: () => void): void {
  useEffect(() => {
    const onPointerDown = (event: PointerEvent) => {
      const target = event.target as Element
      const opener = target.closest('[aria-haspopup=menu][aria-expanded=true]')
      if (!ref.current?.contains(target) && opener === null) onClose()
    }
    document.addEventListener('pointerdown', onPointerDown, true)
    window.addEventListener('blur', onClose)
    window.addEventListener('resize', onClose)
    return () => {
      document.removeEventListener('pointerdown', onPointerDown, true)
      window.removeEventListener('blur', onClose)
      window.removeEventListener('resize', onClose)
    }
  }, [ref, onClose])
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
