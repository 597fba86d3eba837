import type { systemClock } from '../net/clock.ts'

/** Time as the server sees it, passed in so that tests decide how fast it runs. */
export type Clock = typeof systemClock
