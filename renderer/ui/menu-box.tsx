import { useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { Icon } from './icon.tsx'
import type { MenuAction, MenuItem, MenuSection, Submenu } from './menu-items.ts'
import './menu.css'
import { placeBeside } from './place.ts'
import { moveFocus, useOpenMenu } from './use-menu.ts'

interface MenuBoxProps {
  readonly label: string
  readonly sections: readonly MenuSection[]
  readonly onClose: () => void
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

/** The lines of an open menu, of which the keys and the pointer choose one; a submenu opens beside its line. */
export function MenuBox({ ref, label, sections, onClose, onLeave, isSubmenu = false }: MenuBoxProps) {
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
      tabIndex={0}
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
      <span className="menu-words">
        <span className="menu-label">{item.label}</span>
        {item.shortcut !== undefined && <span className="menu-shortcut">{item.shortcut.text}</span>}
      </span>
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
        <span className="menu-words menu-label">{item.label}</span>
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
