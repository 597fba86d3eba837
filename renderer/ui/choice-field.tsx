import { useId } from 'react'
import './choice-field.css'

interface Choice<T extends string> {
  readonly value: T
  readonly label: string
  /** What choosing it means, where the label does not say it all. */
  readonly hint?: string | undefined
}

interface Props<T extends string> {
  /** What is chosen. */
  readonly label: string
  readonly choices: readonly Choice<T>[]
  readonly value: T
  readonly onChange: (value: T) => void
}

/** One of a few choices, all of them in sight. */
export function ChoiceField<T extends string>({ label, choices, value, onChange }: Props<T>) {
  const name = useId()
  return (
    <fieldset className="choice-field">
      <legend>{label}</legend>
      {choices.map((each) => (
        <label key={each.value} className="check-field">
          <input
            type="radio"
            name={name}
            value={each.value}
            checked={each.value === value}
            aria-labelledby={`${name}-${each.value}-label`}
            aria-describedby={each.hint === undefined ? undefined : `${name}-${each.value}`}
            onChange={() => onChange(each.value)}
          />
          <span>
            <span id={`${name}-${each.value}-label`}>{each.label}</span>
            {each.hint !== undefined && (
              <span id={`${name}-${each.value}`} className="field-hint choice-hint">
                {each.hint}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
