import type { Conversation } from '../../app/conversation.ts'
import type { TextFormat } from '../../app/message.ts'
import { emoticonOf } from '../../app/emoticons.ts'
import { t } from '../strings/strings.ts'
import { EmoticonGrid } from '../ui/emoticon-grid.tsx'
import { EmoticonPicture } from '../ui/emoticon.tsx'
import { FormatBar } from '../ui/format-bar.tsx'
import { ToolbarPopup } from '../ui/toolbar-popup.tsx'
import { Toolbar } from '../ui/toolbar.tsx'
import { NudgeButton } from './nudge-button.tsx'

interface Props {
  readonly conversation: Conversation
  readonly signedIn: boolean
  /** The name of the other one, while offline; else null. */
  readonly offline: string | null
  readonly format: TextFormat
  readonly paper: string
  readonly recent: readonly string[]
  readonly onFormat: (format: TextFormat) => void
  readonly onEmoticon: (code: string) => void
  readonly onProblem: (sentence: string | null) => void
}

const smile = emoticonOf(':)')

/** The strip over the field: emoticons, nudge, format. */
export function ComposerTools(props: Props) {
  const { conversation, signedIn, offline, format, paper, recent, onFormat, onEmoticon, onProblem } = props
  return (
    <Toolbar label={t('conversation.tools')} className="composer-tools">
      <ToolbarPopup
        label={t('emoticons.title')}
        className="tool-emoticons"
        face={
          <>
            {smile !== null && <EmoticonPicture emoticon={smile} />}
            <span className="tool-arrow" aria-hidden="true" />
          </>
        }
      >
        {(close) => (
          <EmoticonGrid
            recent={recent}
            onChoose={(code) => {
              close()
              onEmoticon(code)
            }}
          />
        )}
      </ToolbarPopup>
      <NudgeButton {...{ conversation, signedIn, offline, onProblem }} />
      <span className="tool-divider" aria-hidden="true" />
      <FormatBar format={format} paper={paper} onChange={onFormat} />
    </Toolbar>
  )
}
