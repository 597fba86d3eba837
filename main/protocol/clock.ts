/** Time as the protocol sees it, passed in so that tests decide how fast it runs. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs something once after so many milliseconds; the answer cancels it. */
  after(milliseconds: number, run: () => void): () => void
}
