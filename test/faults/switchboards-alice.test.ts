import { describeSweeps } from './describe-sweeps.ts'
import { everyByte } from './sweep.ts'

describeSweeps("Alice's switchboard, which she opened", [
  { dialect: 'MSNP12', side: 'alice', connection: 'switchboard', direction: 'up', choice: everyByte },
  { dialect: 'MSNP12', side: 'alice', connection: 'switchboard', direction: 'down', choice: everyByte },
])
