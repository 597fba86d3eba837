import { useId, useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { TextFormat } from '../../app/message.ts'
import { t } from '../strings/strings.ts'
import { fontFamily, fontNamed, fonts, pitchFamilyOf } from '../../app/fonts.ts'
import { FormatSample } from './format-sample.tsx'

interface Props {
  readonly format: TextFormat
  readonly paper: string
  readonly onChange: (format: TextFormat) => void
  readonly onDone: () => void
}

const maxNameLength = 31

/** The format with another font; the reader is told its family, in case the font is not there. */
export const withFont = (format: TextFormat, name: string): TextFormat => ({
  ...format,
  font: name,
  pitchFamily: pitchFamilyOf(name),
})

/** The fonts, each in its own face, or any other by its name, with a sample. */
export function FontPicker({ format, paper, onChange, onDone }: Props) {
  return (
    <div className="font-picker">
      <FontList format={format} onChange={onChange} onDone={onDone} />
      <FormatSample format={format} paper={paper} />
      <p className="format-hint">{t('format.size-hint')}</p>
    </div>
  )
}

/** The offered fonts whose names hold what was typed, and what was typed itself, for a font that is not offered. */
function fontsFor(typed: string): readonly string[] {
  const name = typed.trim()
  const found = fonts
    .map((font) => font.name)
    .filter((each) => each.toLowerCase().includes(name.toLowerCase()))
  return name === '' || fontNamed(name) !== undefined ? found : [...found, name]
}

/** A line to type a font's name in, and the fonts that match it; the arrow keys choose among them, Enter the first. */
function FontList({ format, onChange, onDone }: Omit<Props, 'paper'>) {
  const [typed, setTyped] = useState<string | null>(null)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const shown = fontsFor(typed ?? '')
  const current = shown.findIndex((name) => name.toLowerCase() === format.font.toLowerCase())
  // Not before the popup around it is shown: what is hidden does not scroll.
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const choose = (name: string | undefined) => {
    if (name !== undefined) onChange(withFont(format, name))
  }

  const handleKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      if (typed !== null && current < 0) choose(shown[0])
      onDone()
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    const step = event.key === 'ArrowDown' ? 1 : -1
    choose(shown[Math.min(Math.max(current + step, 0), shown.length - 1)])
  }

  return (
    <>
      <label className="unseen" htmlFor={`${id}-name`}>
        {t('format.font')}
      </label>
      <input
        id={`${id}-name`}
        className="font-name"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current < 0 ? undefined : `${id}-${current}`}
        autoComplete="off"
        spellCheck={false}
        maxLength={maxNameLength}
        value={typed ?? format.font}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={() => setTyped(null)}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={handleKey}
      />
      <div ref={list} id={`${id}-list`} className="font-list" role="listbox" aria-label={t('format.fonts')}>
        {shown.map((name, index) => (
          <div
            key={name}
            id={`${id}-${index}`}
            className="font-choice"
            role="option"
            aria-selected={index === current}
            style={{ fontFamily: fontFamily(name, pitchFamilyOf(name)) }}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(name)}
            onDoubleClick={onDone}
          >
            {name}
          </div>
        ))}
      </div>
    </>
  )
}
