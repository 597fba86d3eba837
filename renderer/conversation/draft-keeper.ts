/** A text is written down at the latest so long after it changed. */
const pauseMs = 300

interface Options {
  /** Writes a text down. Resolves with whether that worked. */
  readonly keep: (text: string) => Promise<boolean>
}

/** Writes down what is being written, in pauses, so that a crash costs next to nothing. */
export function createDraftKeeper({ keep }: Options) {
  /** What is written down, or on its way there; null while nobody knows. */
  let kept: string | null = null
  let now: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (now === null || now === kept) return
    const text = now
    kept = text
    void keep(text).then((done) => {
      if (!done && kept === text) kept = null
    })
  }

  return {
    /** This is what was written down before. */
    began(text: string): void {
      kept = text
    },
    change(text: string): void {
      now = text
      timer ??= setTimeout(flush, pauseMs)
    },
    /** Writes it down at once. */
    flush,
  }
}
