import { Notification } from 'electron'
import type { Toast } from './attention.ts'
import { escapeMarkup, oneLine } from './toast-text.ts'
import { addressOf, type WindowName } from './window-name.ts'

/** Shows system notifications, one for each window at most; a click shows the window. */
export class Toasts {
  readonly #show: (window: WindowName) => void
  /** Kept, because a notification that is collected as garbage cannot be clicked any more. */
  readonly #shown = new Map<string, Notification>()

  constructor(show: (window: WindowName) => void) {
    this.#show = show
  }

  toast({ title, body, window }: Toast): void {
    if (!Notification.isSupported()) return
    const key = addressOf(window)
    const line = oneLine(body)
    // The program plays its own sounds, if any.
    const toast = new Notification({
      title: oneLine(title),
      body: process.platform === 'linux' ? escapeMarkup(line) : line,
      silent: true,
    })
    toast.on('click', () => this.#show(window))
    toast.on('close', () => {
      if (this.#shown.get(key) === toast) this.#shown.delete(key)
    })
    this.dismiss(window)
    this.#shown.set(key, toast)
    toast.show()
  }

  /** Takes back the window's notification, for instance because the window is being read. */
  dismiss(window: WindowName): void {
    const key = addressOf(window)
    const toast = this.#shown.get(key)
    this.#shown.delete(key)
    toast?.close()
  }
}
