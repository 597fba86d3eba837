import { useId, type ReactNode } from 'react'

/** What every field has around its control. */
export interface FieldProps {
  readonly label: string
  /** What is wrong with the value, as a sentence; it takes the hint's place. */
  readonly error?: string | undefined
  readonly hint?: string | undefined
}

interface Props extends FieldProps {
  readonly className?: string | undefined
  /** Makes the control; it carries these attributes. */
  readonly control: (attributes: {
    readonly id: string
    readonly 'aria-invalid': boolean
    readonly 'aria-describedby': string | undefined
  }) => ReactNode
}

/** A control with its label above and a hint or an error below. */
export function Field({ label, error, hint, className = '', control }: Props) {
  const id = useId()
  const note = error ?? hint
  const noteId = note === undefined ? undefined : `${id}-note`
  return (
    <div className={`field ${className}`}>
      <label htmlFor={id}>{label}</label>
      {control({ id, 'aria-invalid': error !== undefined, 'aria-describedby': noteId })}
      {note !== undefined && (
        <p id={noteId} className={error === undefined ? 'field-hint' : 'field-error'}>
          {note}
        </p>
      )}
    </div>
  )
}
