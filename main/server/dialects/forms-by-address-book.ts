import { payloadCommand, type Command } from '../../protocol/wire/command.ts'
import { encodePercent } from '../../protocol/wire/percent.ts'
import { escapeXml } from '../../protocol/wire/xml-text.ts'
import { contactNumber, type Account } from '../directory/account.ts'
import type { DialectForms } from './dialect-forms.ts'
import { msnp12 } from './forms-by-id.ts'
import { formatMembership } from '../lists/membership-xml.ts'
import { messageOfPlaces } from '../personal-message.ts'

/** The lists by SOAP, presence as before: MSNP13. */
export const msnp13: DialectForms = {
  ...msnp12,
  dialect: 'MSNP13',
  addressBook: true,
  switchboardWords: ['U', 'messenger.msn.com'],
  presenceWords: ({ capabilities, picture }) => [String(capabilities.first), encodePercent(picture) || '0'],
  addedYou: (_account, by) => told('ADL', by, { friendlyName: by.friendlyName }),
  removedYou: (_account, by) => told('RML', by, {}),
  listsChanged: (account, at) => [
    payloadCommand('NOT', [], Buffer.from(addressBookNotification(account, at))),
  ],
}

/** As MSNP13; a contact's network follows the address, which FQY asks for, and there are messages without a switchboard. */
export const msnp14: DialectForms = {
  ...msnp13,
  dialect: 'MSNP14',
  asksForNetworks: true,
  switchboardWords: ['U', 'messenger.msn.com', '1'],
  addressWords: (address) => [address, '1'],
  directMessageWords: (from) => [from, '1'],
  offlineWords: ['0'],
}

/** As MSNP14, with another way to sign in. */
export const msnp15: DialectForms = { ...msnp14, dialect: 'MSNP15', proves: true }

/** As MSNP15, with several places of one person, and a second number of capabilities. */
export const msnp16: DialectForms = {
  ...msnp15,
  dialect: 'MSNP16',
  severalPlaces: true,
  capabilityWord: ({ first, second }) => `${first}:${second}`,
  participantWords: ({ first, second }) => [`${first}:${second}`],
  directMessageWords: (from, to) => [from, '1', to, '1'],
  presenceWords: ({ capabilities: { first, second }, picture }) => [
    `${first}:${second}`,
    encodePercent(picture) || '0',
  ],
  offlineWords: ['0:0'],
  personalMessage: messageOfPlaces,
}

/** Circles came with it, which nobody uses here. */
export const msnp17: DialectForms = { ...msnp16, dialect: 'MSNP17' }

/** As MSNP16; the network is written in front of the address, and who is there already comes as NLN. */
export const msnp18: DialectForms = {
  ...msnp16,
  dialect: 'MSNP18',
  addressWords: (address) => [`1:${address}`],
  initialWords: () => ['NLN'],
}

/** S: ADL 0 length, or RML 0 length, then who did it, on the reverse list. */
const told = (verb: string, by: Account, words: { friendlyName?: string }): Command =>
  payloadCommand(verb, [0], Buffer.from(formatMembership([{ address: by.address, lists: 8, ...words }])))

/** What official servers wrote when the address book had changed; clients look for the name of the service. */
function addressBookNotification(account: Account, at: number): string {
  const { address, id } = account
  const time = new Date(at).toISOString().replace(/\.\d+/, '')
  const data =
    '<NotificationData xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<Service>ABCHInternal</Service><CID>${contactNumber(account)}</CID><LastModifiedDate>${time}</LastModifiedDate><HasNewItem>false</HasNewItem></NotificationData>`
  return (
    '<NOTIFICATION id="0" siteid="45705" siteurl="http://contacts.msn.com">' +
    `<TO pid="0x00000000:0x${id.slice(0, 8)}" name="${escapeXml(address)}"><VIA agent="messenger"/></TO>` +
    `<MSG id="0"><SUBSCR url="s.htm"/><ACTION url="a.htm"/><BODY>${escapeText(data)}</BODY></MSG></NOTIFICATION>`
  )
}

/** Quotes may stand in text. */
const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
