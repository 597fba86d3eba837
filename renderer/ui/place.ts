/** Where something opens: below a control, or at the pointer (a rectangle without size). */
export type Anchor = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>

/** The anchor of a mouse event's place. */
export const pointOf = ({
  clientX: x,
  clientY: y,
}: {
  readonly clientX: number
  readonly clientY: number
}): Anchor => ({
  left: x,
  right: x,
  top: y,
  bottom: y,
})

const gap = 4

/** Puts a fixed box below its anchor, or above where there is more room, and inside the window in any case. */
export function placeAt(box: HTMLElement, anchor: Anchor, align: 'start' | 'end' = 'start'): void {
  const { innerWidth, innerHeight } = window
  const below = innerHeight - anchor.bottom
  const above = anchor.top
  const up = box.offsetHeight + gap * 2 > below && above > below
  const room = (up ? above : below) - gap * 2
  box.style.maxHeight = `${Math.max(room, 120)}px`
  const height = Math.min(box.offsetHeight, Math.max(room, 120))
  const left = align === 'start' ? anchor.left : anchor.right - box.offsetWidth
  const top = up ? anchor.top - gap - height : anchor.bottom + gap
  box.style.left = `${Math.max(gap, Math.min(left, innerWidth - box.offsetWidth - gap))}px`
  box.style.top = `${Math.max(gap, Math.min(top, innerHeight - height - gap))}px`
}

/** Puts a fixed box beside its anchor; without room on either side, below or above it, so that it is never covered. */
export function placeBeside(box: HTMLElement, anchor: Anchor): void {
  const { innerWidth, innerHeight } = window
  box.style.maxHeight = `${innerHeight - gap * 2}px`
  const width = box.offsetWidth
  const fitsBehind = anchor.right + width + gap <= innerWidth
  const fitsBefore = anchor.left - width - gap >= 0
  if (!fitsBehind && !fitsBefore) return placeAt(box, anchor, 'end')
  const top = Math.min(anchor.top - gap, innerHeight - box.offsetHeight - gap)
  box.style.left = `${fitsBehind ? anchor.right : anchor.left - width}px`
  box.style.top = `${Math.max(gap, top)}px`
}
