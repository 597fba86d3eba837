import type { DialectForms } from './dialects/dialect-forms.ts'
import type { ListRefusal } from './directory/directory.ts'
import type { GroupRefusal } from './directory/groups.ts'
import type { CallRefusal } from './network.ts'

/** The number on the wire for a refused change or call; see docs/protocol.md#errors. */
export function errorNumber(why: ListRefusal | GroupRefusal | CallRefusal, forms: DialectForms): number {
  switch (why) {
    case 'no-such-account':
    case 'not-listed':
      return forms.noSuchAccount
    case 'list-full':
      return 210
    case 'already-listed':
    case 'already-there':
      return 215
    case 'on-another-list':
    case 'blocked':
      return 216
    case 'not-online':
      return 217
    case 'too-many-groups':
      return 223
    case 'no-such-group':
      return 224
    case 'not-in-group':
      return 225
    case 'name-taken':
      return 228
    case 'name-too-long':
      return 229
  }
}
