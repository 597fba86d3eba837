import { useEffect, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { placeAt } from './place.ts'

interface Props {
  /** The button's name; the popup has it, too. */
  readonly label: string
  readonly face: ReactNode
  readonly className?: string
  /** What opens; it is given a function that closes it. */
  readonly children: (close: () => void) => ReactNode
}

/** A tool that opens a small window over the toolbar: Escape, a click elsewhere or the tool itself close it. */
export function ToolbarPopup({ label, face, className = '', children }: Props) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => setOpen(false)
  return (
    <>
      <button
        ref={button}
        type="button"
        data-tool=""
        className={`tool ${className}`}
        title={label}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      {open && (
        <Popup label={label} opener={button} onClose={close}>
          {children(close)}
        </Popup>
      )}
    </>
  )
}

interface PopupProps {
  readonly label: string
  readonly opener: RefObject<HTMLButtonElement | null>
  readonly onClose: () => void
  readonly children: ReactNode
}

function Popup({ label, opener, onClose, children }: PopupProps) {
  const ref = useRef<HTMLDivElement>(null)
  useShown(ref, opener)
  useCloseFromOutside(ref, opener, onClose)
  return (
    <div
      ref={ref}
      className="tool-popup"
      popover="manual"
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') onClose()
      }}
    >
      {children}
    </div>
  )
}

/** Opens the popup at its tool, gives it the focus and gives the focus back. */
function useShown(ref: RefObject<HTMLDivElement | null>, opener: RefObject<HTMLButtonElement | null>): void {
  useLayoutEffect(() => {
    const popup = ref.current
    const button = opener.current
    if (popup === null || button === null) return
    popup.showPopover()
    placeAt(popup, button.getBoundingClientRect())
    const first = popup.querySelector<HTMLElement>('[data-first], input, [tabindex="0"], button')
    ;(first ?? popup).focus({ preventScroll: true })
    return () => {
      if (popup.contains(document.activeElement)) button.focus()
      if (popup.isConnected) popup.hidePopover()
    }
  }, [ref, opener])
}

function useCloseFromOutside(
  ref: RefObject<HTMLDivElement | null>,
  opener: RefObject<HTMLButtonElement | null>,
  onClose: () => void,
): void {
  useEffect(() => {
    const closeIfOutside = (event: Event) => {
      const target = event.target as Node
      if (ref.current?.contains(target) !== true && opener.current?.contains(target) !== true) onClose()
    }
    document.addEventListener('pointerdown', closeIfOutside, true)
    document.addEventListener('focusin', closeIfOutside)
    window.addEventListener('resize', onClose)
    return () => {
      document.removeEventListener('pointerdown', closeIfOutside, true)
      document.removeEventListener('focusin', closeIfOutside)
      window.removeEventListener('resize', onClose)
    }
  }, [ref, opener, onClose])
}
