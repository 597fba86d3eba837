import { emoticonOf, standardEmoticons, type Emoticon } from '../../app/emoticons.ts'
import { t } from '../strings/strings.ts'
import './emoticon-grid.css'
import { emoticonMeaning, EmoticonPicture } from './emoticon.tsx'
import { Toolbar } from './toolbar.tsx'

interface Props {
  /** Codes of those used last, newest first. */
  readonly recent: readonly string[]
  readonly onChoose: (code: string) => void
}

/** The chooser: what was used last, then everything. One stop of the Tab key; the arrow keys walk the rows. */
export function EmoticonGrid({ recent, onChoose }: Props) {
  const used = [...new Set(recent.map(emoticonOf))].filter((each) => each !== null).slice(0, 20)
  return (
    <Toolbar label={t('emoticons.title')} role="group" className="emoticon-chooser">
      {used.length > 0 && <EmoticonRows title={t('emoticons.recent')} emoticons={used} onChoose={onChoose} />}
      <EmoticonRows title={t('emoticons.all')} emoticons={standardEmoticons} onChoose={onChoose} />
    </Toolbar>
  )
}

interface RowsProps {
  readonly title: string
  readonly emoticons: readonly Emoticon[]
  readonly onChoose: (code: string) => void
}

const EmoticonRows = ({ title, emoticons, onChoose }: RowsProps) => (
  <section>
    <h2>{title}</h2>
    <div className="emoticon-rows">
      {emoticons.map((emoticon) => (
        <button
          key={emoticon.name}
          type="button"
          data-tool=""
          className="emoticon-choice"
          title={`${emoticonMeaning(emoticon)} ${emoticon.codes[0]}`}
          aria-label={emoticonMeaning(emoticon)}
          onClick={() => onChoose(emoticon.codes[0])}
        >
          <EmoticonPicture emoticon={emoticon} />
        </button>
      ))}
    </div>
  </section>
)

/** The codes used last after this one was used, too. */
export const withRecent = (recent: readonly string[], code: string): string[] =>
  [code, ...recent.filter((each) => emoticonOf(each) !== emoticonOf(code))].slice(0, 20)
