import { useState, type ReactNode } from 'react'
import './edit-in-place.css'

interface Props {
  readonly value: string
  /** What is edited: the name of the field. */
  readonly label: string
  /** What the button does, with the value in it. */
  readonly buttonLabel: string
  readonly placeholder?: string
  readonly maxLength: number
  /** Whether the text may be empty; if not, an empty one changes nothing. */
  readonly mayBeEmpty: boolean
  readonly className?: string
  /** How the value looks while it is not edited. */
  readonly children: ReactNode
  readonly onConfirm: (value: string) => void
}

const selectAll = (field: HTMLInputElement | null): void => field?.select()

/** A text that becomes a field when it is pressed: Enter or leaving confirms, Escape brings the old text back. */
export function EditInPlace(props: Props) {
  const {
    value,
    label,
    buttonLabel,
    placeholder,
    maxLength,
    mayBeEmpty,
    className = '',
    children,
    onConfirm,
  } = props
  const [draft, setDraft] = useState<string | null>(null)
  const [leaving, setLeaving] = useState(false)
  const end = (confirmed: string | null) => {
    setDraft(null)
    const text = confirmed?.trim()
    if (text !== undefined && text !== value && (text !== '' || mayBeEmpty)) onConfirm(text)
  }
  if (draft === null) {
    return (
      <button
        ref={(button) => {
          if (leaving) button?.focus()
        }}
        type="button"
        className={`edit-in-place ${className}`}
        aria-label={buttonLabel}
        onBlur={() => setLeaving(false)}
        onClick={() => setDraft(value)}
      >
        {children}
      </button>
    )
  }
  return (
    <input
      ref={selectAll}
      className={`edit-in-place ${className}`}
      aria-label={label}
      placeholder={placeholder}
      maxLength={maxLength}
      spellCheck={false}
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => end(draft)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        setLeaving(true)
        end(event.key === 'Enter' ? draft : null)
      }}
    />
  )
}
