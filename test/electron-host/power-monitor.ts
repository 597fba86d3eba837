import { StrictEmitter } from './strict.ts'

/** The computer of the host never sleeps, and somebody always uses it; tests make it otherwise by spy.cjs. */
class PowerMonitor extends StrictEmitter {
  getSystemIdleTime(): number {
    return 0
  }
}

/** `powerMonitor`. */
export const powerMonitor = new PowerMonitor()
