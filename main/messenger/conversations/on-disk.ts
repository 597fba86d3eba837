import { Refusal } from '../reasons.ts'

/** Writes something without which one must not go on. @throws Refusal `disk-failed`; what was wrong is logged */
export function onDisk(log: (message: string, error: unknown) => void, write: () => void): void {
  try {
    write()
  } catch (error) {
    log('the disk cannot be written', error)
    throw new Refusal('disk-failed')
  }
}
