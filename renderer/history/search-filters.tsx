import type { AccountId } from '../../app/account.ts'
import { t } from '../strings/strings.ts'
import { oneLine } from '../ui/plain-text.tsx'
import { dayBegin } from './days.ts'
import type { TalkId } from './reading.ts'
import type { Query } from './searching.ts'

/** Where is searched: in everything, in an account, or in one conversation. */
export interface Scope {
  readonly accountId: AccountId | null
  readonly historyId: string | null
}

export const everywhere: Scope = { accountId: null, historyId: null }

/** The days that the search is limited to, as their fields hold them; empty for no limit. */
export interface Days {
  readonly from: string
  readonly to: string
}

export const anyDay: Days = { from: '', to: '' }

/** What the fields mean for a search; a day counts from its beginning to its end. */
export const filtersOf = (scope: Scope, days: Days): Omit<Query, 'text'> => ({
  ...scope,
  from: dayBegin(days.from),
  to: dayBegin(days.to, 1),
})

interface Props {
  readonly scope: Scope
  readonly days: Days
  /** The accounts to choose from, where there are several. */
  readonly accounts: readonly { readonly id: AccountId; readonly label: string }[]
  /** The conversation that can be chosen: the one in sight. */
  readonly talk: (TalkId & { readonly name: string }) | null
  readonly searching: boolean
  readonly onScope: (scope: Scope) => void
  readonly onDays: (days: Days) => void
}

/** Where and when; the days only while something is searched for. */
export function SearchFilters({ scope, days, accounts, talk, searching, onScope, onDays }: Props) {
  const value =
    scope.historyId !== null ? 'talk' : scope.accountId !== null ? `account ${scope.accountId}` : 'all'
  const choose = (chosen: string) => {
    if (chosen === 'all') onScope(everywhere)
    else if (chosen === 'talk' && talk !== null)
      onScope({ accountId: talk.accountId, historyId: talk.historyId })
    else onScope({ accountId: chosen.slice('account '.length), historyId: null })
  }
  if (!searching && accounts.length < 2 && value === 'all') return null
  return (
    <div className="filters">
      <span className="field-frame field-select">
        <select
          aria-label={t('history.search.where')}
          value={value}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="all">{t('history.search.everywhere')}</option>
          {accounts.length > 1 &&
            accounts.map(({ id, label }) => (
              <option key={id} value={`account ${id}`}>
                {t('history.search.account', { account: oneLine(label) })}
              </option>
            ))}
          {talk !== null && (
            <option value="talk">{t('history.search.talk', { name: oneLine(talk.name) })}</option>
          )}
        </select>
      </span>
      {searching && (
        <div className="filter-days">
          <Day
            label={t('history.search.from')}
            value={days.from}
            onChange={(from) => onDays({ ...days, from })}
          />
          <Day label={t('history.search.to')} value={days.to} onChange={(to) => onDays({ ...days, to })} />
        </div>
      )}
    </div>
  )
}

interface DayProps {
  readonly label: string
  readonly value: string
  readonly onChange: (day: string) => void
}

const Day = ({ label, value, onChange }: DayProps) => (
  <label className="filter-day">
    <span>{label}</span>
    <span className="field-frame">
      <input
        type="date"
        min="1970-01-01"
        max="9999-12-31"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </span>
  </label>
)
