import { describeSweeps } from './describe-sweeps.ts'
import { everyOf, type Target } from './sweep.ts'

const sides = ['alice', 'bob'] as const
const directions = ['up', 'down'] as const

const both = (dialect: string, connection: Target['connection']): readonly Target[] =>
  sides.flatMap((side) => directions.map((direction) => ({ dialect, side, connection, direction })))

/** Steps that have nothing in common with the lengths of lines. */
const some = everyOf(41, 7)

describeSweeps(
  'the connection with the notification server while one talks',
  both('MSNP12', 'notification-server').map((target) => ({ ...target, choice: everyOf(3) })),
)
describeSweeps(
  'the connection with the notification server from its first byte on',
  both('MSNP12', 'sign-in').map((target) => ({ ...target, choice: everyOf(29, 3) })),
)
describeSweeps(
  'switchboards of other dialects',
  ['MSNP8', 'MSNP18'].flatMap((dialect) =>
    both(dialect, 'switchboard').map((target) => ({ ...target, choice: some })),
  ),
)
