import type { ComponentProps, ReactNode } from 'react'
import { Field, type FieldProps } from './field.tsx'
import './text-field.css'

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id'>, FieldProps {
  /** Buttons inside the frame, behind the text. */
  readonly after?: ReactNode
}

/** A labelled line of text with room for a hint or an error below. */
export function TextField({ label, error, hint, after, className, ...rest }: TextFieldProps) {
  return (
    <Field
      {...{ label, error, hint, className }}
      control={(attributes) => (
        <span className="field-frame">
          <input autoComplete="off" spellCheck={false} {...rest} {...attributes} />
          {after}
        </span>
      )}
    />
  )
}

interface TextAreaFieldProps extends Omit<ComponentProps<'textarea'>, 'id'>, FieldProps {}

/** A labelled field of several lines. */
export function TextAreaField({ label, error, hint, className, ...rest }: TextAreaFieldProps) {
  return (
    <Field
      {...{ label, error, hint, className }}
      control={(attributes) => (
        <span className="field-frame">
          <textarea autoComplete="off" spellCheck={false} {...rest} {...attributes} />
        </span>
      )}
    />
  )
}

interface SelectFieldProps extends Omit<ComponentProps<'select'>, 'id'>, FieldProps {
  /** A picture inside the frame, before the text. */
  readonly before?: ReactNode
}

/** A labelled drop-down of the system; its children are `option`s. */
export function SelectField({ label, error, hint, before, className, children, ...rest }: SelectFieldProps) {
  return (
    <Field
      {...{ label, error, hint, className }}
      control={(attributes) => (
        <span className="field-frame field-select">
          {before}
          <select {...rest} {...attributes}>
            {children}
          </select>
        </span>
      )}
    />
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
