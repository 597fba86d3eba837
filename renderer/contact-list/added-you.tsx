import { useLayoutEffect, useRef, useState, type MouseEvent } from 'react'
import type { Contact } from '../../app/contact.ts'
import { t } from '../strings/strings.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { oneLine, PlainText } from '../ui/plain-text.tsx'
import { Sentence } from '../ui/sentence.tsx'
import './added-you.css'
import type { Actions } from './use-actions.ts'

interface Props {
  /** Who added us and waits for an answer. */
  readonly waiting: readonly Contact[]
  readonly actions: Pick<Actions, 'accept' | 'decline' | 'setBlocked'>
  /** The prompt goes while it has the focus; keeps its identity. */
  readonly onLeave: () => void
}

/** Asks about those who added us, one after the other; "later" puts them off until the window opens anew. */
export function AddedYou({ waiting, actions, onLeave }: Props) {
  const [later, setLater] = useState<readonly string[]>([])
  const contact = waiting.find(({ address }) => !later.includes(address))
  if (waiting.length === 0) return null
  if (contact === undefined) {
    return (
      <Button look="quiet" className="added-later" onClick={() => setLater([])}>
        {t('added-you.waiting', { count: waiting.length })}
      </Button>
    )
  }
  return (
    <Prompt
      contact={contact}
      actions={actions}
      onLater={() => setLater([...later, contact.address])}
      onLeave={onLeave}
    />
  )
}

interface PromptProps extends Omit<Props, 'waiting'> {
  readonly contact: Contact
  readonly onLater: () => void
}

function Prompt({ contact, actions, onLater, onLeave }: PromptProps) {
  const section = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const prompt = section.current
    return () => {
      if (prompt?.contains(document.activeElement)) onLeave()
    }
  }, [onLeave])
  const { name, address, inviteMessage } = contact
  // After the first click of two the next person may stand here.
  const answers = (answer: () => void) => (event: MouseEvent) => event.detail < 2 && answer()
  return (
    <section ref={section} className="added-you" role="status">
      <Avatar address={address} size={2.5} />
      <div>
        <h2 className="short-names">
          <Sentence text="added-you" names={{ name }} />
        </h2>
        <p className="short-names">
          <Sentence text="added-you.text" names={{ address }} />
        </p>
        {oneLine(inviteMessage) !== '' && (
          <blockquote className="added-message">
            <PlainText text={inviteMessage} />
          </blockquote>
        )}
      </div>
      <div className="added-buttons">
        {!contact.lists.forward && (
          <Button look="primary" onClick={answers(() => actions.accept(contact, true))}>
            {t('added-you.add')}
          </Button>
        )}
        <Button onClick={answers(() => actions.accept(contact, false))}>{t('added-you.accept')}</Button>
        <Button onClick={answers(() => actions.decline(contact))}>{t('added-you.decline')}</Button>
        <Button onClick={answers(() => actions.setBlocked(contact, true))}>{t('added-you.block')}</Button>
        <Button look="quiet" onClick={answers(onLater)}>
          {t('added-you.later')}
        </Button>
      </div>
    </section>
  )
}
