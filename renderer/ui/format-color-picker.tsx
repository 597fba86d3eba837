import type { TextFormat } from '../../app/message.ts'
import { t } from '../strings/strings.ts'
import { readableColor } from '../../app/contrast.ts'
import { namedColors } from './format-colors.ts'
import { FormatSample } from './format-sample.tsx'
import { Toolbar } from './toolbar.tsx'

interface Props {
  readonly format: TextFormat
  readonly paper: string
  readonly onChange: (format: TextFormat) => void
  readonly onDone: () => void
}

/** The sixteen named colours and any other one, with a sample. */
export function FormatColors({ format, paper, onChange, onDone }: Props) {
  const { color } = format
  const adjusted = color !== null && readableColor(color, paper) !== color
  return (
    <div className="color-picker">
      <Toolbar label={t('format.colors')} role="radiogroup" className="color-choices">
        {namedColors.map(({ name, value }) => (
          <button
            key={name}
            type="button"
            data-tool=""
            data-first={value === color ? '' : undefined}
            className="color-choice"
            role="radio"
            aria-checked={value === color}
            aria-label={t(`color.${name}`)}
            title={t(`color.${name}`)}
            style={{ background: value }}
            onClick={() => {
              onChange({ ...format, color: value })
              onDone()
            }}
          />
        ))}
      </Toolbar>
      <label className="color-other">
        <input
          type="color"
          value={color ?? '#000000'}
          onChange={(event) => onChange({ ...format, color: event.currentTarget.value })}
        />
        {t('format.other-color')}
      </label>
      <FormatSample format={format} paper={paper} />
      {adjusted && <p className="format-hint">{t('format.readable')}</p>}
    </div>
  )
}
