import { app } from 'electron'

/** So long may signing out take when the program ends. */
const limitMs = 4000

/** So long may the windows take to close after that; one whose page hangs never would. */
const closingMs = 2000

/**
 * Runs `end` once before the program ends, whoever ends it, and lets it end when that is done or has taken too long.
 */
export function beforeEnding(end: () => Promise<void>): void {
  let ended = false
  let ending = false
  app.on('before-quit', (event) => {
    if (ended) return
    event.preventDefault()
    if (ending) return
    ending = true
    const limit = new Promise<void>((resolve) => setTimeout(resolve, limitMs))
    void Promise.race([end().catch(() => undefined), limit]).then(() => {
      ended = true
      setTimeout(() => app.exit(), closingMs)
      app.quit()
    })
  })
}
