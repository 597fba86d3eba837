import { success, type Result } from '../../app/reasons.ts'
import { explain, failureOf } from './reasons.ts'

/** Turns what a call does into its result. No call throws to its caller; what nobody foresaw is logged. */
export class CallRunner {
  readonly #log: (message: string, error: unknown) => void

  constructor(log: (message: string, error: unknown) => void) {
    this.#log = log
  }

  /** For a call that answers with a value. */
  attempt = async <T>(run: () => Promise<T> | T): Promise<Result<T>> => {
    try {
      return success(await run())
    } catch (error) {
      if (explain(error).reason === 'unexpected') this.#log('a call failed', error)
      return failureOf(error)
    }
  }

  /** For a call that answers nothing. */
  do = (run: () => Promise<unknown> | void): Promise<Result<null>> =>
    this.attempt(async () => {
      await run()
      return null
    })
}
