import type { Lists } from '../../app/contact.ts'
import type { ContactChange } from '../../app/events.ts'
import type { NotificationEvent, SwitchboardEvent } from '../../main/protocol/events.ts'
import type { Message } from '../../main/protocol/messages/message.ts'

/** An event in one line, so that a long expectation can be written and read beside its transcript. */
export function tell(event: NotificationEvent | SwitchboardEvent): string {
  switch (event.type) {
    case 'contact-list-received':
      return [
        'list',
        ...event.groups.map(({ id, name }) => `[${id} ${name}]`),
        ...event.contacts.map(tellChange),
      ].join(' | ')
    case 'contacts-changed':
      return event.changes.map(tellChange).join(' | ')
    case 'contact-removed':
      return `${event.address} gone`
    case 'groups-changed':
      return `groups ${event.groups.map(({ id, name }) => `[${id} ${name}]`).join(' ')}`
    case 'me-changed':
      return `me ${Object.values(event.change).map(show).join(' ')}`
    case 'privacy-changed':
      return `privacy ${Object.values(event.change).map(show).join(' ')}`
    case 'places-changed':
      return `places ${event.places.map(({ id, name, here, presence }) => `${id} ${show(name)} ${presence}${here ? ' here' : ''}`).join(' | ')}`
    case 'invited': {
      const { from, host, port, cookie, sessionId } = event.invitation
      return `invited by ${from.address} ${show(from.name)} to ${host}:${port} ${cookie} ${sessionId}`
    }
    case 'offline-messages-waiting':
      return `waiting: ${event.messages?.map(({ id, from }) => `${id} of ${from.address} ${show(from.name)}`).join(' | ') ?? 'too many'}`
    case 'message-relayed':
      return `relayed from ${event.from.address} ${show(event.from.name)}: ${tellMessage(event.message)}`
    case 'signed-out':
      return `signed out: ${event.reason}`
    case 'joined':
      return `${event.who.address} ${show(event.who.name)} joined ${event.capabilities}`
    case 'left':
      return `${event.address} left${event.idle ? ' idle' : ''}`
    case 'own-message':
      return `said elsewhere: ${tellMessage(event.message)}`
    case 'message-received':
      return `${event.from.address} ${show(event.from.name)}: ${tellMessage(event.message)}`
  }
}

function tellChange({
  address,
  name,
  lists,
  groupIds,
  presence,
  personalMessage,
  currentMedia,
  capabilities,
}: ContactChange): string {
  const seen =
    presence === 'offline' && capabilities === undefined ? 'offline' : `${presence} ${capabilities}`
  return [
    address,
    ...(name === undefined ? [] : [show(name)]),
    ...(lists === undefined ? [] : [tellLists(lists)]),
    ...(groupIds === undefined ? [] : [`[${groupIds.join(' ')}]`]),
    ...(presence === undefined ? [] : [seen]),
    ...(personalMessage === undefined ? [] : [`says ${show(personalMessage)}`]),
    ...(currentMedia ? [`plays ${show(currentMedia.text)}`] : []),
  ].join(' ')
}

const tellLists = (lists: Lists): string =>
  Object.entries(lists)
    .map(([list, on]) => (on ? list[0]!.toUpperCase() : '-'))
    .join('')

function tellMessage(message: Message): string {
  if (message.kind === 'text') {
    const { bold, italic, font, color } = message.format
    return `${show(message.text.length > 100 ? message.text.length : message.text)} in ${font} ${color}${bold ? ' bold' : ''}${italic ? ' italic' : ''}`
  }
  if (message.kind === 'action') return `action ${show(message.text)}`
  if (message.kind === 'emoticons')
    return `emoticons ${message.definitions.map(({ code }) => code).join(' ')}`
  if (message.kind === 'peer-to-peer')
    return `peer-to-peer to ${message.destination}, ${message.body.length} bytes`
  if (message.kind === 'invitation') return `invitation ${message.command} ${message.cookie}`
  return message.kind
}

const show = (value: unknown): string => JSON.stringify(value)
