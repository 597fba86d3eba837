import { element, textElement } from '../soap.ts'
import type { Scenario, SoapCall } from './soap.ts'

/** The moment since which changes are asked for, as the service wrote it; empty for everything. */
export type Since = string

/** The one address book that everybody has. */
export const addressBookId = '00000000-0000-0000-0000-000000000000'

const forever = '0001-01-01T00:00:00.0000000-08:00'

const scenarioOf = (since: Since): Scenario => (since === '' ? 'Initial' : 'Timer')

const deltas = (since: Since): string =>
  element('deltasOnly', String(since !== '')) + textElement('lastChange', since === '' ? forever : since)

const types = ['Messenger', 'Invitation', 'SocialNetwork', 'Space', 'Profile']

/** Asks for the allow, block, reverse and pending lists. */
export const findMembership = (since: Since): SoapCall => ({
  service: 'membership',
  method: 'FindMembership',
  scenario: scenarioOf(since),
  xml:
    element('serviceFilter', element('Types', ...types.map((type) => textElement('ServiceType', type)))) +
    element('View', 'Full') +
    deltas(since),
})

/** Asks for groups and contacts, the forward list among them: dialects 13 to 17. */
export const findAll = (since: Since): SoapCall => ({
  service: 'contacts',
  method: 'ABFindAll',
  scenario: scenarioOf(since),
  xml: element('abId', addressBookId) + element('abView', 'Full') + deltas(since),
})

/** The same in dialect 18. Without a page size everything comes at once. */
export const findContactsPaged = (since: Since): SoapCall => ({
  service: 'contacts',
  method: 'ABFindContactsPaged',
  scenario: scenarioOf(since),
  xml:
    element('abView', 'Full') +
    element('extendedContent', 'AB AllGroups CircleResult') +
    element(
      'filterOptions',
      ...(since === '' ? [] : [element('DeltasOnly', 'true'), textElement('LastChanged', since)]),
      element('ContactFilter', element('IncludeHiddenContacts', 'true')),
    ),
})

/** Makes the address book of an account that has none. */
export const addBook = (ownAddress: string): SoapCall => ({
  service: 'contacts',
  method: 'ABAdd',
  scenario: 'Initial',
  xml: element(
    'abInfo',
    element('name'),
    element('ownerPuid', '0'),
    textElement('ownerEmail', ownAddress),
    element('fDefault', 'true'),
  ),
})
