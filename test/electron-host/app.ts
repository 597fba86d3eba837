import { mkdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { host, program } from './host.ts'
import type { Menu } from './menu.ts'
import { SingleInstance } from './single-instance.ts'
import { prevented, strict, StrictEmitter } from './strict.ts'

/** `app`: the program's life. */
class App extends StrictEmitter {
  applicationMenu: Menu | null = null
  badgeCount = 0
  readonly isPackaged = false
  readonly commandLine = strict('app.commandLine', {
    _switches: new Map<string, string>(),
    appendSwitch(name: string, value = '') {
      const before = /^(dis|en)able-features$/.test(name) ? this._switches.get(name) : undefined
      this._switches.set(name, before ? `${before},${value}` : value)
    },
  })
  readonly #paths = new Map<string, string>()
  readonly #ready = Promise.withResolvers<void>()
  readonly #instance = new SingleInstance()
  #isReady = false
  #quitting = false

  get name(): string {
    return program.name
  }

  getName(): string {
    return program.name
  }

  getVersion(): string {
    return program.version
  }

  getAppPath(): string {
    return program.folder
  }

  whenReady(): Promise<void> {
    return this.#ready.promise
  }

  isReady(): boolean {
    return this.#isReady
  }

  _becomeReady(): void {
    this.#isReady = true
    this.#ready.resolve()
    this.emit('ready', {}, {})
  }

  getPath(name: 'appData' | 'userData' | 'sessionData' | 'documents'): string {
    const set = this.#paths.get(name)
    if (set !== undefined) return set
    switch (name) {
      case 'appData':
        return process.env.XDG_CONFIG_HOME || path.join(os.homedir(), '.config')
      case 'userData': {
        const folder = path.join(this.getPath('appData'), program.name)
        mkdirSync(folder, { recursive: true })
        return folder
      }
      case 'sessionData':
        return this.getPath('userData')
      case 'documents':
        return os.homedir()
      default:
        throw new Error(
          `electron-host: app.getPath('${String(name)}') is not implemented; cover it on real Electron`,
        )
    }
  }

  setPath(name: string, folder: string): void {
    mkdirSync(folder, { recursive: true })
    this.#paths.set(name, folder)
  }

  requestSingleInstanceLock(additionalData: object = {}): boolean {
    const heard = (argv: string[], cwd: string, data: object) =>
      void this.whenReady().then(() => this.emit('second-instance', {}, argv, cwd, data))
    return this.#instance.lock(this.getPath('userData'), additionalData, heard)
  }

  /** Sandboxes are Chromium's own affair here. */
  enableSandbox(): void {}

  setAppUserModelId(): void {}

  setBadgeCount(count = 0): boolean {
    this.badgeCount = count
    return true
  }

  quit(): void {
    if (this.#quitting || prevented(this, 'before-quit')) return
    for (const window of host.windows) {
      window.close()
      if (!window._closing) return
    }
    this.#quitting = true
    void Promise.all([...host.windows].map((window) => window._gone)).then(() => {
      this.#quitting = !prevented(this, 'will-quit')
      if (this.#quitting) this.exit(0)
    })
  }

  exit(code = 0): void {
    host.ending = true
    this.emit('quit', {}, code)
    void closeChromium().then(() => process.exit(code))
  }

  _lastWindowClosed(): void {
    if (this.#quitting) return
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }
}

async function closeChromium(): Promise<void> {
  const chromium = host.chromium
  if (chromium === undefined) return
  chromium.send('Browser.close').catch(() => {})
  await Promise.race([chromium.exited, new Promise((resolve) => setTimeout(resolve, 2000))])
  chromium.process.kill('SIGKILL')
}

/** The one `app`. */
export const app = new App()
