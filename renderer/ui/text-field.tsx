import { useId, type ComponentProps, type ReactNode } from 'react'
import './text-field.css'

interface FieldProps {
  readonly label: string
  /** What is wrong with the value, as a sentence. */
  readonly error?: string | undefined
  readonly hint?: string | undefined
}

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id'>, FieldProps {
  /** Buttons inside the frame, behind the text. */
  readonly after?: ReactNode
}

/** A labelled line of text with room for a hint or an error below. */
export function TextField({ label, error, hint, after, className = '', ...rest }: TextFieldProps) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={`field ${className}`}>
      <label htmlFor={id}>{label}</label>
      <span className="field-frame">
        <input
          autoComplete="off"
          spellCheck={false}
          {...rest}
          id={id}
          aria-invalid={error !== undefined}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
        />
        {after}
      </span>
      {note !== undefined && (
        <p id={`${id}-note`} className={error === undefined ? 'field-hint' : 'field-error'}>
          {note}
        </p>
      )}
    </div>
  )
}

interface SelectFieldProps extends Omit<ComponentProps<'select'>, 'id'>, FieldProps {
  /** A picture inside the frame, before the text. */
  readonly before?: ReactNode
}

/** A labelled drop-down of the system; its children are `option`s. */
export function SelectField({
  label,
  error,
  hint,
  before,
  className = '',
  children,
  ...rest
}: SelectFieldProps) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={`field ${className}`}>
      <label htmlFor={id}>{label}</label>
      <span className="field-frame field-select">
        {before}
        <select {...rest} id={id} aria-describedby={note === undefined ? undefined : `${id}-note`}>
          {children}
        </select>
      </span>
      {note !== undefined && (
        <p id={`${id}-note`} className={error === undefined ? 'field-hint' : 'field-error'}>
          {note}
        </p>
      )}
    </div>
  )
}

interface CheckFieldProps extends Omit<ComponentProps<'input'>, 'type'> {
  readonly label: string
}

/** A box to tick, with its words behind it. */
export function CheckField({ label, ...rest }: CheckFieldProps) {
  return (
    <label className="check-field">
      <input type="checkbox" {...rest} />
      <span>{label}</span>
    </label>
  )
}
