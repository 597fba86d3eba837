/** What the watch looks at and whom it tells. */
export interface IdleWatchOptions {
  /** Seconds since the last input of the user, anywhere on the computer. */
  readonly idleSeconds: () => number
  /** After so many minutes the user counts as idle; 0 for never. Asked each time, so that a change counts at once. */
  readonly idleMinutes: () => number
  /** Told of changes only. */
  readonly onIdle: (idle: boolean) => void
}

/** Notices when the user stops and begins again to use the computer; `look` is called every few seconds. */
export class IdleWatch {
  readonly #options: IdleWatchOptions
  #idle = false

  constructor(options: IdleWatchOptions) {
    this.#options = options
  }

  look(): void {
    const { idleSeconds, idleMinutes, onIdle } = this.#options
    const minutes = idleMinutes()
    const idle = minutes > 0 && idleSeconds() >= minutes * 60
    if (idle === this.#idle) return
    this.#idle = idle
    onIdle(idle)
  }
}
