import { useRef, useState } from 'react'

interface Props {
  readonly label: string
  readonly value: string
  /** What stands there when the field is empty. */
  readonly placeholder?: string
  readonly maxLength: number
  /** The new text, or null when nothing is to change; `byKey` when the focus should go back. */
  readonly onEnd: (text: string | null, byKey: boolean) => void
}

const selectAll = (field: HTMLInputElement | null): void => field?.select()

/** A line of the list as a field: Enter or leaving confirms, Escape does not. */
export function RenameField({ label, value, placeholder, maxLength, onEnd }: Props) {
  const [draft, setDraft] = useState(value)
  const ended = useRef(false)
  const end = (text: string | null, byKey: boolean) => {
    if (ended.current) return
    ended.current = true
    onEnd(text === null || text.trim() === value ? null : text.trim(), byKey)
  }
  return (
    <input
      ref={selectAll}
      className="rename-field"
      aria-label={label}
      placeholder={placeholder}
      maxLength={maxLength}
      spellCheck={false}
      autoComplete="off"
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onContextMenu={(event) => event.stopPropagation()}
      onBlur={() => end(draft, false)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') end(draft, true)
        else if (event.key === 'Escape') end(null, true)
        else return
        event.preventDefault()
      }}
    />
  )
}
