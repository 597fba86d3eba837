import { element, textElement } from '../soap.ts'
import { annotation, type SoapCall } from './soap.ts'

/** The lists of the membership service, by its own names. */
export type Role = 'Allow' | 'Block' | 'Reverse' | 'Pending'

/** Whom a call is about. */
export interface Person {
  readonly address: string
  /** 1 for people of this network, who have an account; others are known by their mail address. */
  readonly network: number
}

const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'

/** `id`: what the service calls the membership, empty where that is unknown. */
function member({ address, network }: Person, id: string): string {
  const isAccount = network === 1
  const name = isAccount ? 'Passport' : 'Email'
  return (
    `<Member xsi:type="${name}Member" ${xsi}>` +
    (id === '' ? '' : textElement('MembershipId', id)) +
    element('Type', name) +
    element('State', 'Accepted') +
    (isAccount
      ? textElement('PassportName', address)
      : textElement('Email', address) +
        element('Annotations', annotation('MSN.IM.BuddyType', `${String(network).padStart(2, '0')}:`))) +
    '</Member>'
  )
}

const membership = (method: string, role: Role, person: Person, id: string): SoapCall => ({
  service: 'membership',
  method,
  scenario: role === 'Allow' || role === 'Block' ? 'BlockUnblock' : 'ContactMsgrAPI',
  xml:
    element('serviceHandle', element('Id', '0'), element('Type', 'Messenger'), element('ForeignId')) +
    element(
      'memberships',
      element('Membership', element('MemberRole', role), element('Members', member(person, id))),
    ),
})

export const addMember = (role: Role, person: Person): SoapCall => membership('AddMember', role, person, '')

export const deleteMember = (role: Role, person: Person, id: string): SoapCall =>
  membership('DeleteMember', role, person, id)
