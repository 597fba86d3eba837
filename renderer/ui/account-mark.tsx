import './account-mark.css'
import type { AccountMarkLook } from './account-marks.ts'

/** A small coloured sign with the account's initial; its label says which account that is. */
export function AccountMark({ mark }: { readonly mark: AccountMarkLook }) {
  return (
    <span
      className={`account-mark account-mark-${mark.color}`}
      role="img"
      aria-label={mark.label}
      title={mark.label}
    >
      {mark.initial}
    </span>
  )
}
