import { describeSweeps } from './describe-sweeps.ts'
import { everyByte } from './sweep.ts'

describeSweeps("Bob's switchboard, to which he was called", [
  { dialect: 'MSNP12', side: 'bob', connection: 'switchboard', direction: 'up', choice: everyByte },
  { dialect: 'MSNP12', side: 'bob', connection: 'switchboard', direction: 'down', choice: everyByte },
])
