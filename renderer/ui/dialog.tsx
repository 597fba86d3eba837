import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import './dialog.css'

interface Props {
  readonly title: string
  readonly children: ReactNode
  /** The buttons, the most important one last. */
  readonly buttons: ReactNode
  /** Escape, or the system's way of closing. */
  readonly onClose: () => void
  /** Makes the dialog a form: Enter in a field or a button of type `submit`. */
  readonly onSubmit?: () => void
  readonly className?: string
}

/**
 * A modal dialog: the focus stays inside and goes back where it was. It begins at the first control, or at the one with
 * `data-first-focus`.
 */
export function Dialog({ title, children, buttons, onClose, onSubmit, className = '' }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    dialog?.querySelector<HTMLElement>('[data-first-focus]')?.focus()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={ref}
      className={`dialog ${className}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClose={() => ref.current?.open === false && onClose()}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit?.()
        }}
      >
        <h2 id={id}>{title}</h2>
        <div className="dialog-content">{children}</div>
        <div className="dialog-buttons">{buttons}</div>
      </form>
    </dialog>
  )
}
