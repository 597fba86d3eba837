import type { Account } from '../../app/account.ts'
import { addressKey } from '../../app/contact.ts'
import type { Conversation } from '../../app/conversation.ts'
import { t } from '../strings/strings.ts'
import { Sentence } from '../ui/sentence.tsx'
import { dateOf, timeOf } from '../log/moments.ts'
import { personOf } from './people.ts'

interface Props {
  readonly conversation: Conversation
  readonly account: Account | undefined
  /** What just went wrong, as a sentence. */
  readonly problem: string | null
  readonly emoticons: boolean
}

/** The line below the log: a problem, who is writing, or when the last message came. */
export function StatusStrip({ conversation, account, problem, emoticons }: Props) {
  return (
    <div className="status-strip">
      <p role="status">
        {problem === null ? <Writing {...{ conversation, account, emoticons }} /> : problem}
      </p>
      {problem === null && conversation.typing.length === 0 && conversation.lastReceivedAt !== null && (
        <p className="last-received">
          {t('conversation.last-received', {
            time: timeOf(conversation.lastReceivedAt),
            date: dateOf(conversation.lastReceivedAt),
          })}
        </p>
      )}
    </div>
  )
}

function Writing({ conversation, account, emoticons }: Omit<Props, 'problem'>) {
  const names = conversation.typing.map((address) => nameOf(conversation, account, address))
  const [name, other] = names
  if (name === undefined) return null
  return (
    <span className="writing">
      <Pen />
      <span className="short-names">
        {names.length > 2 ? (
          t('conversation.writing-many', { count: names.length })
        ) : other === undefined ? (
          <Sentence text="conversation.writing-one" names={{ name }} emoticons={emoticons} />
        ) : (
          <Sentence text="conversation.writing-two" names={{ name, other }} emoticons={emoticons} />
        )}
      </span>
    </span>
  )
}

function nameOf(conversation: Conversation, account: Account | undefined, address: string): string {
  const key = addressKey(address)
  const author = conversation.participants.find((each) => addressKey(each.address) === key)
  return personOf(account, author ?? { address, name: '' }).name
}

/** A pen that writes a line. */
const Pen = () => (
  <svg className="pen" viewBox="0 0 24 16" aria-hidden="true">
    <path className="pen-line" d="M3 14c3-3 4 1 7-1s4 1 7-1" pathLength="1" />
    <g className="pen-body">
      <path d="M4 13.500 5 10 13 2l2.500 2.500-8 8z" />
      <path className="pen-tip" d="M4 13.500 5 10l2.500 2.500z" />
    </g>
  </svg>
)
