import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from 'react'
import { nextItem } from './menu-keys.ts'

type MenuRef = RefObject<HTMLDivElement | null>

/** The items of a menu itself, without those of a menu that opened from it. */
const itemsOf = (menu: HTMLElement): readonly HTMLElement[] =>
  [...menu.querySelectorAll<HTMLElement>('.menu-item:enabled')].filter(
    (item) => item.closest('[role=menu]') === menu,
  )

/** Where the focus begins: at the first item or, in a menu that is a choice, at the chosen one. */
function firstOf(menu: HTMLElement): HTMLElement {
  const [first] = itemsOf(menu)
  const chosen = itemsOf(menu).find((item) => item.role === 'menuitemradio' && item.ariaChecked === 'true')
  return (first?.role === 'menuitemradio' ? (chosen ?? first) : first) ?? menu
}

/** Moves the focus among the items of a menu; returns whether the key did that. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): boolean {
  const items = itemsOf(event.currentTarget)
  const next = nextItem(event.key, items, items.indexOf(document.activeElement as HTMLElement))
  next?.focus()
  return next !== undefined
}

/** Opens the menu where `place` puts it; takes the focus as soon as it may, and gives it back at the end. */
export function useOpenMenu(ref: MenuRef, place: (menu: HTMLElement) => void, takesFocus: boolean): void {
  const before = useRef<Element | null>(null)
  useLayoutEffect(() => {
    const menu = ref.current
    before.current = document.activeElement
    if (menu === null) return
    menu.showPopover()
    place(menu)
    return () => {
      const focusIsHere = menu.contains(document.activeElement)
      menu.hidePopover()
      if (focusIsHere && before.current instanceof HTMLElement) before.current.focus()
    }
    // An open menu stays where it opened.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  useLayoutEffect(() => {
    if (takesFocus && ref.current !== null) firstOf(ref.current).focus()
  }, [ref, takesFocus])
}

/** Closes the menu when something else is pressed, or the window changes or loses the focus. */
export function useCloseFromOutside(ref: MenuRef, onClose: () => void): void {
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
