import { TooLongError } from '../errors.ts'

/** The longest name of a group, in bytes of UTF-8; see docs/protocol.md#limits. */
const maxGroupNameBytes = 61

/** @throws TooLongError */
export function checkGroupName(name: string): void {
  const { length } = new TextEncoder().encode(name)
  if (length > maxGroupNameBytes) throw new TooLongError('the name of the group is too long')
}
