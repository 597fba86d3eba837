import { addressBookId } from './list-calls.ts'
import type { Person } from './member-calls.ts'
import { element, textElement } from '../soap.ts'
import { annotation, type SoapCall } from './soap.ts'

const call = (method: string, scenario: SoapCall['scenario'], ...children: readonly string[]): SoapCall => ({
  service: 'contacts',
  method,
  scenario,
  xml: element('abId', addressBookId) + children.join(''),
})

const contacts = (...children: readonly string[]): string =>
  element('contacts', element('Contact', ...children))

/** What somebody who is added hears of whoever adds him. */
export interface Invitation {
  /** One's own name. */
  readonly name: string
  /** Empty for none. */
  readonly message: string
}

const invitation = ({ name, message }: Invitation): string =>
  element(
    'MessengerMemberInfo',
    message === '' ? '' : element('PendingAnnotations', annotation('MSN.IM.InviteMessage', message)),
    textElement('DisplayName', name),
  )

/** What the address book calls the mail addresses of people of other networks. */
const mailType = (network: number): string => (network === 32 ? 'Messenger2' : 'Messenger3')

const mail = ({ address, network }: Person): string =>
  element(
    'emails',
    element(
      'ContactEmail',
      element('contactEmailType', mailType(network)),
      textElement('email', address),
      element('isMessengerEnabled', 'true'),
      element('Capability', String(network)),
      element('MessengerEnabledExternally', 'false'),
      element('propertiesChanged', 'Email IsMessengerEnabled Capability'),
    ),
  )

/** Puts somebody on the forward list; the answer has the id of the contact. */
export const addContact = (person: Person, from: Invitation): SoapCall =>
  call(
    'ABContactAdd',
    'ContactSave',
    contacts(
      element(
        'contactInfo',
        ...(person.network === 1
          ? [
              element('contactType', 'LivePending'),
              textElement('passportName', person.address),
              element('isMessengerUser', 'true'),
              invitation(from),
            ]
          : [mail(person), invitation(from)]),
      ),
    ),
    element('options', element('EnableAllowListManagement', 'true')),
  )

export const deleteContact = (id: string): SoapCall =>
  call('ABContactDelete', 'Timer', contacts(textElement('contactId', id)))

/** Puts somebody on the forward list who is in the address book already. */
export const makeMessengerUser = (id: string): SoapCall =>
  call(
    'ABContactUpdate',
    'ContactSave',
    contacts(
      textElement('contactId', id),
      element('contactInfo', element('isMessengerUser', 'true')),
      element('propertiesChanged', 'IsMessengerUser'),
    ),
  )

/** Changes what the address book says of oneself. */
export const updateMe = (fields: string, changed: 'DisplayName' | 'Annotation'): SoapCall =>
  call(
    'ABContactUpdate',
    changed === 'Annotation' ? 'PrivacyApply' : 'Timer',
    contacts(
      element('contactInfo', element('contactType', 'Me'), fields),
      element('propertiesChanged', changed),
    ),
  )

const groupType = 'C8529CE2-6EAD-434d-881F-341E17DB3FF8'

/** The answer has the group's id. */
export const addGroup = (name: string): SoapCall =>
  call(
    'ABGroupAdd',
    'GroupSave',
    element('groupAddOptions', element('fRenameOnMsgrConflict', 'false')),
    element(
      'groupInfo',
      element(
        'GroupInfo',
        textElement('name', name),
        element('groupType', groupType),
        element('fMessenger', 'false'),
        element('annotations', annotation('MSN.IM.Display', '1')),
      ),
    ),
  )

export const renameGroup = (id: string, name: string): SoapCall =>
  call(
    'ABGroupUpdate',
    'GroupSave',
    element(
      'groups',
      element(
        'Group',
        textElement('groupId', id),
        element('groupInfo', textElement('name', name)),
        element('propertiesChanged', 'GroupName '),
      ),
    ),
  )

const groupFilter = (id: string): string =>
  element('groupFilter', element('groupIds', textElement('guid', id)))

export const deleteGroup = (id: string): SoapCall => call('ABGroupDelete', 'GroupSave', groupFilter(id))

export const addToGroup = (groupId: string, contactId: string): SoapCall =>
  call('ABGroupContactAdd', 'GroupSave', groupFilter(groupId), contacts(textElement('contactId', contactId)))

export const removeFromGroup = (groupId: string, contactId: string): SoapCall =>
  call(
    'ABGroupContactDelete',
    'GroupSave',
    contacts(textElement('contactId', contactId)),
    groupFilter(groupId),
  )
