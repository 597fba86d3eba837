import type { ReactNode } from 'react'

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
