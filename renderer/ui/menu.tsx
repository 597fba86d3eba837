import { useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode, type RefObject } from 'react'
import { IconButton } from './button.tsx'
import { Icon } from './icon.tsx'
import './menu.css'
import { placeAt, placeBeside, type Anchor } from './place.ts'
import { moveFocus, useCloseFromOutside, useOpenMenu } from './use-menu.ts'

interface ItemLook {
  readonly label: string
  readonly icon?: ReactNode
  readonly disabled?: boolean
}

/** Something to do, one of several choices, or a switch. */
export interface MenuAction extends ItemLook {
  readonly kind: 'action' | 'choice' | 'switch'
  /** Whether a choice is the chosen one or a switch is on. */
  readonly checked?: boolean
  readonly danger?: boolean
  /** The keys that do the same: as ARIA names them, and as they are called in the user's language. */
  readonly shortcut?: { readonly keys: string; readonly text: string }
  readonly onChoose: () => void
}

/** A line from which another menu opens. */
export interface Submenu extends ItemLook {
  readonly kind: 'submenu'
  readonly sections: readonly MenuSection[]
}

/** One line of a menu. */
export type MenuItem = MenuAction | Submenu

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
  useOpenMenu(ref, (menu) => placeAt(menu, anchor, align), true)
  useCloseFromOutside(ref, onClose)
  return <MenuBox ref={ref} label={label} sections={sections} onClose={onClose} onLeave={onClose} />
}

interface MenuBoxProps extends Pick<MenuProps, 'label' | 'sections' | 'onClose'> {
  readonly ref: RefObject<HTMLDivElement | null>
  /** Back to where the menu opened from: Escape and, in a submenu, the arrow to the left. */
  readonly onLeave: () => void
  readonly isSubmenu?: boolean
}

/** Which submenu is open, and whether it has the focus or was only pointed at. */
interface OpenSubmenu {
  readonly label: string
  readonly focused: boolean
}

/** So long the pointer may be over other items on its way to an open submenu. */
const detourMs = 250

function MenuBox({ ref, label, sections, onClose, onLeave, isSubmenu = false }: MenuBoxProps) {
  const [open, setOpen] = useState<OpenSubmenu | null>(null)
  const detour = useRef<number>(undefined)
  const pointAt = (item: MenuItem) => {
    window.clearTimeout(detour.current)
    const change = () => setOpen(item.kind === 'submenu' ? { label: item.label, focused: false } : null)
    if (open === null) change()
    else if (open.label !== item.label) detour.current = window.setTimeout(change, detourMs)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    event.stopPropagation()
    if (event.key === 'Tab') onClose()
    else if (event.key === 'Escape' || (isSubmenu && event.key === 'ArrowLeft')) onLeave()
    else if (!moveFocus(event)) return
    event.preventDefault()
  }
  return (
    <div
      ref={ref}
      className="menu"
      popover="manual"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => event.preventDefault()}
    >
      {sections.map((section, index) => (
        <div key={index} className="menu-section" role="group" aria-label={section.label}>
          {section.label !== undefined && (
            <div className="menu-heading" aria-hidden="true">
              {section.label}
            </div>
          )}
          {section.items.map((item) =>
            item.kind === 'submenu' ? (
              <SubmenuItem
                key={item.label}
                item={item}
                open={open?.label === item.label ? open : null}
                onPoint={() => pointAt(item)}
                onReach={() => window.clearTimeout(detour.current)}
                onOpen={() => setOpen({ label: item.label, focused: true })}
                onLeave={() => setOpen(null)}
                onClose={onClose}
              />
            ) : (
              <Action key={item.label} item={item} onPoint={() => pointAt(item)} onClose={onClose} />
            ),
          )}
        </div>
      ))}
    </div>
  )
}

const roles = { action: 'menuitem', choice: 'menuitemradio', switch: 'menuitemcheckbox' } as const

interface ActionProps {
  readonly item: MenuAction
  readonly onPoint: () => void
  readonly onClose: () => void
}

function Action({ item, onPoint, onClose }: ActionProps) {
  return (
    <button
      type="button"
      role={roles[item.kind]}
      className={item.danger ? 'menu-item menu-item-danger' : 'menu-item'}
      aria-checked={item.kind === 'action' ? undefined : item.checked === true}
      aria-label={item.label}
      aria-keyshortcuts={item.shortcut?.keys}
      disabled={item.disabled}
      tabIndex={-1}
      onMouseMove={(event) => {
        event.currentTarget.focus({ preventScroll: true })
        onPoint()
      }}
      onClick={() => {
        onClose()
        item.onChoose()
      }}
    >
      <span className="menu-icon">{item.icon}</span>
      <span className="menu-label">{item.label}</span>
      {item.shortcut !== undefined && <span className="menu-shortcut">{item.shortcut.text}</span>}
      {item.checked === true && <Icon name="check" />}
    </button>
  )
}

interface SubmenuProps {
  readonly item: Submenu
  readonly open: OpenSubmenu | null
  readonly onPoint: () => void
  /** The pointer is in the submenu. */
  readonly onReach: () => void
  readonly onOpen: () => void
  readonly onLeave: () => void
  readonly onClose: () => void
}

function SubmenuItem({ item, open, onPoint, onReach, onOpen, onLeave, onClose }: SubmenuProps) {
  const opener = useRef<HTMLButtonElement>(null)
  return (
    <>
      <button
        ref={opener}
        type="button"
        role="menuitem"
        className="menu-item"
        aria-haspopup="menu"
        aria-expanded={open !== null}
        disabled={item.disabled}
        tabIndex={-1}
        onMouseMove={(event) => {
          event.currentTarget.focus({ preventScroll: true })
          onPoint()
        }}
        onClick={onOpen}
        onKeyDown={(event) => event.key === 'ArrowRight' && onOpen()}
      >
        <span className="menu-icon">{item.icon}</span>
        <span className="menu-label">{item.label}</span>
        <Icon name="chevron-right" />
      </button>
      {open !== null && (
        <div role="none" onMouseMove={onReach}>
          <OpenedSubmenu {...{ item, opener, onLeave, onClose }} takesFocus={open.focused} />
        </div>
      )}
    </>
  )
}

interface OpenedSubmenuProps extends Pick<SubmenuProps, 'item' | 'onLeave' | 'onClose'> {
  readonly opener: RefObject<HTMLButtonElement | null>
  readonly takesFocus: boolean
}

function OpenedSubmenu({ item, opener, takesFocus, onLeave, onClose }: OpenedSubmenuProps) {
  const ref = useRef<HTMLDivElement>(null)
  useOpenMenu(ref, (menu) => placeBeside(menu, opener.current!.getBoundingClientRect()), takesFocus)
  const leave = () => {
    opener.current?.focus()
    onLeave()
  }
  return (
    <MenuBox
      ref={ref}
      label={item.label}
      sections={item.sections}
      {...{ onClose }}
      onLeave={leave}
      isSubmenu
    />
  )
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
