import { decodePercent, encodePercent } from '../../protocol/wire/percent.ts'
import { addGroup, removeGroup, renameGroup, type GroupResult } from '../directory/groups.ts'
import type { Handler, NotificationSession, Request } from '../notification-session.ts'
import { errorNumber } from '../refusals.ts'

/** ADG, REG and RMG: the groups of the contact list. */
export const groupCommands: readonly [string, Handler][] = [
  ['ADG', add],
  ['REG', rename],
  ['RMG', remove],
]

/** C: ADG trid name {0}; S: ADG trid {version} name group 0 */
function add(session: NotificationSession, { trid, words }: Request): void {
  const { account, server } = session
  const result = addGroup(account, decodePercent(words[0] ?? ''), server.network.directory.newId())
  const group = done(session, trid, result)
  if (group !== null)
    session.answer(
      'ADG',
      trid,
      ...session.forms.versionWords(account),
      encodePercent(group.name),
      session.forms.groupWord(group),
      0,
    )
}

/** C: REG trid group name {0}; S: REG trid {version} group name 0 */
function rename(session: NotificationSession, { trid, words }: Request): void {
  const { account, forms } = session
  const [word = '', name = ''] = words
  const group = done(
    session,
    trid,
    renameGroup(account, forms.findGroup(account, word)?.id ?? '', decodePercent(name)),
  )
  if (group !== null)
    session.answer(
      'REG',
      trid,
      ...forms.versionWords(account),
      forms.groupWord(group),
      encodePercent(group.name),
      0,
    )
}

/** C: RMG trid group; S: RMG trid {version} group */
function remove(session: NotificationSession, { trid, words }: Request): void {
  const { account, forms } = session
  const [word = ''] = words
  if (word === '0' && !forms.usesIds) return session.refuse(trid, 230)
  const group = done(session, trid, removeGroup(account, forms.findGroup(account, word)?.id ?? ''))
  if (group !== null) session.answer('RMG', trid, ...forms.versionWords(account), forms.groupWord(group))
}

/** Writes a change down, or refuses it and answers null. */
function done(session: NotificationSession, trid: string, result: GroupResult) {
  if (result.kind === 'done') {
    session.server.network.directory.changed(session.account)
    session.server.network.listsChanged(session.account, session)
    return result.group
  }
  session.refuse(trid, errorNumber(result.why, session.forms))
  return null
}
