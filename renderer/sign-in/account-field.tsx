import { useId, useState, type KeyboardEvent } from 'react'
import type { AccountId, RememberedAccount } from '../../app/account.ts'
import type { Network } from '../../app/networks.ts'
import { t } from '../strings/strings.ts'
import { networkName } from '../ui/account-marks.ts'
import { Avatar } from '../ui/avatar.tsx'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { TextField } from '../ui/text-field.tsx'
import './account-field.css'

interface Props {
  readonly value: string
  readonly error: string | undefined
  readonly remembered: readonly RememberedAccount[]
  /** Ids of the accounts that are signed in already. */
  readonly inUse: ReadonlySet<AccountId>
  readonly networks: readonly Network[]
  readonly onChange: (address: string) => void
  readonly onChoose: (account: RememberedAccount) => void
}

/** The field for the address, which offers the remembered accounts. */
export function AccountField(props: Props) {
  const { value, error, remembered, inUse, networks, onChange, onChoose } = props
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const listId = useId()
  const choose = (account: RememberedAccount) => {
    setOpen(false)
    onChoose(account)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive(
        open ? (Math.max(active, step < 0 ? 0 : -1) + step + remembered.length) % remembered.length : 0,
      )
      setOpen(true)
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      setOpen(false)
    } else if (event.key === 'Enter' && open && remembered[active] !== undefined) {
      event.preventDefault()
      choose(remembered[active])
    }
  }
  const combobox =
    remembered.length === 0
      ? {}
      : ({
          role: 'combobox',
          'aria-autocomplete': 'none',
          'aria-expanded': open,
          'aria-controls': open ? listId : undefined,
          'aria-activedescendant': open && active >= 0 ? `${listId}-${active}` : undefined,
          onKeyDown,
        } as const)
  return (
    <div
      className="account-field"
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
    >
      <TextField
        label={t('sign-in.address')}
        name="address"
        inputMode="email"
        autoComplete="username"
        placeholder={t('sign-in.address.example')}
        maxLength={129}
        value={value}
        error={error}
        onChange={(event) => onChange(event.target.value)}
        {...combobox}
        after={
          remembered.length > 0 && (
            <IconButton
              label={t('sign-in.address.show')}
              tabIndex={-1}
              onClick={(event) => {
                setActive(-1)
                setOpen(!open)
                event.currentTarget.closest('.field-frame')?.querySelector('input')?.focus()
              }}
            >
              <Icon name="chevron-down" />
            </IconButton>
          )
        }
      />
      {open && (
        <ul
          className="account-options"
          id={listId}
          role="listbox"
          aria-label={t('sign-in.address.remembered')}
        >
          {remembered.map((account, index) => (
            <li
              key={account.id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              onMouseMove={() => setActive(index)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(account)}
            >
              <Avatar address={account.address} size={2} />
              <span>
                <bdi>{account.address}</bdi>
                <small>
                  {networkName(networks, account.networkId)}
                  {inUse.has(account.id) && ` · ${t('sign-in.in-use-mark')}`}
                </small>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
