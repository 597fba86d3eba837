import type { Contact } from '../../app/contact.ts'
import { t } from '../strings/strings.ts'

/** The networks beside this one that a contact may use, by their numbers in the protocol. */
const known = [2, 4, 8, 16, 32] as const

/** The name of the network that somebody uses, where that is not this one; else null. */
export function otherNetwork({ network }: Contact): string | null {
  if (network === 1) return null
  const number = known.find((each) => each === network)
  return number === undefined ? t('contact-list.other-network') : t(`contact-list.other-network.${number}`)
}
