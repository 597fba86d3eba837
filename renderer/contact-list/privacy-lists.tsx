import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useRef, useState } from 'react'
import type { Account } from '../../app/account.ts'
import type { Lists } from '../../app/contact.ts'
import { t } from '../strings/strings.ts'
import { oneLine, PlainText } from '../ui/plain-text.tsx'
import { PeopleInOrder, type Person } from './people.ts'
import './privacy-lists.css'
import { searchFor } from './search.ts'
import type { Actions } from './use-actions.ts'
import { useRowHeight } from '../ui/use-row-height.ts'

/** What the user decided about somebody. */
type Decision = 'allowed' | 'blocked' | 'undecided'

const decisions: readonly Decision[] = ['allowed', 'blocked', 'undecided']

/** What somebody's lists say; null for those who have nothing to do with the user. */
function decisionOf({ allow, block, forward, reverse, pending }: Lists): Decision | null {
  if (block) return 'blocked'
  if (allow) return 'allowed'
  return forward || reverse || pending ? 'undecided' : null
}

const listOf = (decision: Decision) => new PeopleInOrder(({ lists }) => decisionOf(lists) === decision)

interface Props {
  readonly account: Account
  readonly actions: Pick<Actions, 'setBlocked' | 'remove'>
}

/** The people who are allowed, blocked, and neither; each can be moved. */
export function PrivacyLists({ account, actions }: Props) {
  const [shown, setShown] = useState<Decision>('allowed')
  const [query, setQuery] = useState('')
  const [lists] = useState(() => ({
    allowed: listOf('allowed'),
    blocked: listOf('blocked'),
    undecided: listOf('undecided'),
  }))
  const peopleIn = (decision: Decision) =>
    lists[decision].update(account.contacts, account.contactNotes, 'name')
  const matches = searchFor(query, [])
  const everybody = peopleIn(shown)
  const people = matches === null ? everybody : everybody.filter(matches)
  const name = useId()
  return (
    <>
      <fieldset className="decisions" aria-label={t('privacy.people')}>
        {decisions.map((each) => (
          <label key={each}>
            <input type="radio" name={name} checked={each === shown} onChange={() => setShown(each)} />
            <span>{t(`privacy.${each}`, { count: peopleIn(each).length })}</span>
          </label>
        ))}
      </fieldset>
      <span className="field-frame">
        <input
          type="text"
          role="searchbox"
          aria-label={t('privacy.search')}
          placeholder={t('privacy.search')}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      </span>
      {people.length === 0 ? (
        <p className="decided decided-nobody">
          {t(everybody.length > 0 ? 'privacy.none-found' : `privacy.none-${shown}`)}
        </p>
      ) : (
        <DecidedPeople people={people} decision={shown} actions={actions} />
      )}
    </>
  )
}

interface DecidedProps {
  readonly people: readonly Person[]
  readonly decision: Decision
  readonly actions: Props['actions']
}

/** Only the lines in sight are on the page. */
function DecidedPeople({ people, decision, actions }: DecidedProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const sample = useRef<HTMLDivElement>(null)
  const rowHeight = useRowHeight(sample)
  const virtualizer = useVirtualizer({
    count: people.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  })
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight])
  return (
    <div ref={scroller} className="decided" role="group" aria-label={t('privacy.people')} tabIndex={0}>
      <div ref={sample} className="decided-person tree-sample" aria-hidden="true" />
      <ul className="decided-people" style={{ blockSize: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const person = people[index]!
          return (
            <li
              key={person.contact.address}
              className="decided-person"
              style={{ transform: `translateY(${start}px)` }}
              aria-posinset={index + 1}
              aria-setsize={people.length}
            >
              <DecidedPerson person={person} decision={decision} actions={actions} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

interface PersonProps extends Pick<DecidedProps, 'decision' | 'actions'> {
  readonly person: Person
}

function DecidedPerson({ person, decision, actions }: PersonProps) {
  const { contact } = person
  const name = oneLine(person.name)
  return (
    <>
      <span className="decided-name">
        <PlainText text={person.name} />
        {person.name !== contact.address && <PlainText className="field-hint" text={contact.address} />}
      </span>
      {decision !== 'allowed' && (
        <SmallButton
          label={t('privacy.allow-person', { name })}
          text={t(decision === 'blocked' ? 'contact.unblock' : 'contact.allow')}
          onClick={() => actions.setBlocked(contact, false)}
        />
      )}
      {decision !== 'blocked' && (
        <SmallButton
          label={t('privacy.block-person', { name })}
          text={t('contact.block')}
          onClick={() => actions.setBlocked(contact, true)}
        />
      )}
      {!contact.lists.forward && (
        <SmallButton
          label={t('privacy.forget-person', { name })}
          text={t('privacy.forget')}
          onClick={() => actions.remove(contact, 'forget')}
        />
      )}
    </>
  )
}

interface SmallButtonProps {
  readonly label: string
  readonly text: string
  readonly onClick: () => void
}

const SmallButton = ({ label, text, onClick }: SmallButtonProps) => (
  <button type="button" className="button button-plain small-button" aria-label={label} onClick={onClick}>
    {text}
  </button>
)
