/** The element of a line. */
export const lineElement = (box: HTMLElement, id: string): HTMLElement | null =>
  box.querySelector<HTMLElement>(`[data-entry="${CSS.escape(id)}"]`)

/** The line that an event is about. */
export const entryIdAt = (target: EventTarget): string | null =>
  (target instanceof Element ? target.closest<HTMLElement>('[data-entry]') : null)?.dataset['entry'] ?? null

/** Gives a line the focus and scrolls no more than it takes to see it; nothing where it is not there. */
export function focusLine(box: HTMLElement | null, id: string | undefined): void {
  const line = box === null || id === undefined ? null : lineElement(box, id)
  line?.focus({ preventScroll: true })
  line?.scrollIntoView({ block: 'nearest' })
}
