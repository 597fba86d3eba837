import { net, powerMonitor } from 'electron'
import { IdleWatch } from './idle-watch.ts'

/** Who is told of what happens around the program. */
export interface SurroundingsOptions {
  readonly idleMinutes: () => number
  readonly onIdle: (idle: boolean) => void
  /** The computer wakes up. */
  readonly onResume: () => void
  /** The system has a network again, or none any more; told of changes only. */
  readonly onNetwork: (online: boolean) => void
}

/** Electron tells of neither idleness nor the network by itself, so both are looked at this often. */
const lookEveryMs = 2000

/** Watches power, input and network of the computer, from when the program is ready until it ends. */
export function watchSurroundings({ idleMinutes, onIdle, onResume, onNetwork }: SurroundingsOptions): void {
  const idle = new IdleWatch({ idleSeconds: () => powerMonitor.getSystemIdleTime(), idleMinutes, onIdle })
  let online = net.isOnline()
  const look = () => {
    idle.look()
    const now = net.isOnline()
    if (now === online) return
    online = now
    onNetwork(online)
  }
  setInterval(look, lookEveryMs).unref()
  powerMonitor.on('resume', () => {
    look()
    onResume()
  })
}
