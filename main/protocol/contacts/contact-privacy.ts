import type { Privacy } from '../../../app/account.ts'
import type { NotificationEvent } from '../events.ts'

/** The account's privacy as the server keeps it; unknown until the server tells. Reports every change. */
export class PrivacyState {
  readonly #emit: (event: NotificationEvent) => void
  #known: Partial<Privacy> = {}

  constructor(emit: (event: NotificationEvent) => void) {
    this.#emit = emit
  }

  /** What of this is not so yet, or not known to be. */
  news({ whoMaySee, askWhenAdded }: Partial<Privacy>): Partial<Privacy> {
    return {
      ...(whoMaySee === undefined || whoMaySee === this.#known.whoMaySee ? {} : { whoMaySee }),
      ...(askWhenAdded === undefined || askWhenAdded === this.#known.askWhenAdded ? {} : { askWhenAdded }),
    }
  }

  learn(told: Partial<Privacy>): void {
    const change = this.news(told)
    if (Object.keys(change).length === 0) return
    this.#known = { ...this.#known, ...change }
    this.#emit({ type: 'privacy-changed', change })
  }
}

/** What follows `BLP`, with a version or without: `AL` for everyone, `BL` for the allow list only. */
export function parseWhoMaySee(params: readonly string[]): Partial<Privacy> {
  const code = params.at(-1)?.toUpperCase()
  if (code === 'AL') return { whoMaySee: 'everyone' }
  return code === 'BL' ? { whoMaySee: 'allowed' } : {}
}

/** What follows `GTC`, with a version or without: `A` for asking, `N` for not asking. */
export function parseAskWhenAdded(params: readonly string[]): Partial<Privacy> {
  const code = params.at(-1)?.toUpperCase()
  if (code === 'A') return { askWhenAdded: true }
  return code === 'N' ? { askWhenAdded: false } : {}
}

export const formatWhoMaySee = (whoMaySee: Privacy['whoMaySee']): string =>
  whoMaySee === 'everyone' ? 'AL' : 'BL'

export const formatAskWhenAdded = (ask: boolean): string => (ask ? 'A' : 'N')
