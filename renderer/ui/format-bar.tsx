import { defaultFormat, type TextFormat } from '../../app/message.ts'
import { t } from '../strings/strings.ts'
import './format-bar.css'
import { FormatColors } from './format-color-picker.tsx'
import { FontPicker } from './format-font-picker.tsx'
import { formatStyle } from './format-style.ts'
import { Icon } from './icon.tsx'
import { ToolbarPopup } from './toolbar-popup.tsx'

interface Props {
  readonly format: TextFormat
  /** The colour that the text stands on. */
  readonly paper: string
  readonly onChange: (format: TextFormat) => void
}

const effects = [
  { effect: 'bold', letter: 'B' },
  { effect: 'italic', letter: 'I' },
  { effect: 'underline', letter: 'U' },
  { effect: 'strikethrough', letter: 'S' },
] as const

/** The tools for the format of what one writes: font, effects, colour, direction, back to default. Inside a `Toolbar`. */
export function FormatBar({ format, paper, onChange }: Props) {
  return (
    <>
      <ToolbarPopup
        label={t('format.font')}
        className="tool-font"
        face={<FontFace format={format} paper={paper} />}
      >
        {(close) => <FontPicker format={format} paper={paper} onChange={onChange} onDone={close} />}
      </ToolbarPopup>
      {effects.map(({ effect, letter }) => (
        <button
          key={effect}
          type="button"
          data-tool=""
          className={`tool tool-${effect}`}
          title={t(`format.${effect}`)}
          aria-label={t(`format.${effect}`)}
          aria-pressed={format[effect]}
          onClick={() => onChange({ ...format, [effect]: !format[effect] })}
        >
          <span aria-hidden="true">{letter}</span>
        </button>
      ))}
      <ToolbarPopup
        label={t('format.color')}
        className="tool-color"
        face={<ColorFace color={format.color} />}
      >
        {(close) => <FormatColors format={format} paper={paper} onChange={onChange} onDone={close} />}
      </ToolbarPopup>
      <button
        type="button"
        data-tool=""
        className="tool"
        title={t('format.right-to-left')}
        aria-label={t('format.right-to-left')}
        aria-pressed={format.rightToLeft}
        onClick={() => onChange({ ...format, rightToLeft: !format.rightToLeft })}
      >
        <Icon name="right-to-left" />
      </button>
      <button
        type="button"
        data-tool=""
        className="tool"
        title={t('format.default')}
        aria-label={t('format.default')}
        onClick={() => onChange(defaultFormat)}
      >
        <Icon name="plain-format" />
      </button>
    </>
  )
}

const FontFace = ({ format, paper }: Pick<Props, 'format' | 'paper'>) => (
  <>
    <span
      className="tool-font-name"
      style={{ fontFamily: formatStyle(format, paper).fontFamily }}
      aria-hidden="true"
    >
      {format.font || defaultFormat.font}
    </span>
    <span className="tool-arrow" aria-hidden="true" />
  </>
)

const ColorFace = ({ color }: { readonly color: string | null }) => (
  <span className="tool-color-face" aria-hidden="true">
    <span>A</span>
    <span className="tool-color-line" style={{ background: color ?? 'currentColor' }} />
  </span>
)
