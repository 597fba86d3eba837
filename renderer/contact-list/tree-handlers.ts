import type { Account } from '../../app/account.ts'
import { t } from '../strings/strings.ts'
import { oneLine } from '../ui/plain-text.tsx'
import { contactMenu } from './contact-menu.tsx'
import type { TreeHandlers } from './contact-tree.tsx'
import type { OpenDialog } from './dialogs.tsx'
import { foldKey, withAllFolds, withFold } from './folds.ts'
import { groupMenu } from './group-menu.tsx'
import { nameOfGroup } from './group-row.tsx'
import type { GroupLine, Row } from './rows.ts'
import type { Actions } from './use-actions.ts'

interface Given {
  readonly account: Account
  readonly actions: Actions
  readonly rows: readonly Row[]
  readonly folded: readonly string[]
  readonly onDialog: (dialog: OpenDialog) => void
  readonly onType: (text: string) => void
}

/** What happens when something is done in the tree of contacts. */
export function treeHandlers(given: Given): TreeHandlers {
  const { account, actions, rows, folded, onDialog, onType } = given
  const onFold = (group: GroupLine) =>
    actions.changeSettings({
      foldedGroups: withFold(folded, foldKey(account.id, group), !group.folded),
    })
  const onFoldAll = (fold: boolean) =>
    actions.changeSettings({ foldedGroups: withAllFolds(folded, account.id, rows, fold) })
  return {
    onType,
    onUse: (row) => (row.kind === 'group' ? onFold(row) : actions.open(row.person.contact)),
    onDelete: (row) =>
      onDialog(
        row.kind === 'group'
          ? { kind: 'delete-group', groupId: row.id }
          : { kind: 'delete', contact: row.person.contact },
      ),
    onCard: (row) =>
      row.kind === 'contact' && onDialog({ kind: 'card', address: row.person.contact.address }),
    onHistory: (row) => row.kind === 'contact' && actions.showHistory(row.person.contact),
    onRenamed: (row, name) => {
      if (row.kind === 'contact') actions.note(row.person.contact, { alias: name })
      else if (name !== '') actions.renameGroup(row.id, name)
    },
    onDrop: ({ person }, drop) => {
      if (drop.kind === 'favourite') actions.note(person.contact, { favourite: true })
      else actions.move(person.contact, drop.from, drop.to)
    },
    menuOf: (row, onRename) =>
      row.kind === 'contact'
        ? {
            label: t('contact.menu', { name: oneLine(row.person.name) }),
            sections: contactMenu(row, {
              ...{ account, actions, onRename },
              onCard: ({ address }) => onDialog({ kind: 'card', address }),
              onNewGroup: (contact, from) => onDialog({ kind: 'new-group', contact, from }),
              onDelete: (contact) => onDialog({ kind: 'delete', contact }),
            }),
          }
        : {
            label: t('group.menu', { name: oneLine(nameOfGroup(row)) }),
            sections: groupMenu(row, {
              ...{ onRename, onFold, onFoldAll },
              connected: account.connection.state === 'signed-in',
              onAddContact: (groupId) => onDialog({ kind: 'add', groupId }),
              onNewGroup: () => onDialog({ kind: 'new-group', contact: null, from: null }),
              onDelete: ({ id }) => onDialog({ kind: 'delete-group', groupId: id }),
            }),
          },
  }
}
