import { app, shell, type BrowserWindow, type WebContents } from 'electron'
import path from 'node:path'
import type { AccountId } from '../../app/account.ts'
import type { Event } from '../../app/events.ts'
import type { ExportFormat, HistoryImportSummary, HistoryScope } from '../../app/history.ts'
import type { CallHandlers, ContactImportSummary, DesktopCallName, Effect, Sound } from '../../app/ipc.ts'
import { failure, success, type Result } from '../../app/reasons.ts'
import type { State } from '../../app/state.ts'
import { servePages } from './app-protocol.ts'
import { Attention } from './attention.ts'
import { Closing } from './closing.ts'
import { ContactFiles } from './contact-files.ts'
import { Front } from './front.ts'
import { HistoryFiles } from './history-files.ts'
import { openableLink } from './links.ts'
import { setApplicationMenu } from './menu.ts'
import { denyPermissions, guardPages } from './security.ts'
import { applyTheme } from './theme.ts'
import { Toasts } from './toasts.ts'
import type { Strings } from './strings.ts'
import { watchSurroundings } from './surroundings.ts'
import type { TrayActions } from './tray-menu.ts'
import { openTray, type TrayIcon } from './tray.ts'
import { WindowBounds } from './window-bounds.ts'
import { contactListOf, history, settings, type WindowName } from './window-name.ts'
import { WindowPolicy } from './window-policy.ts'
import { Windows } from './windows.ts'

/** What the messenger hears of the computer, and what it reads and writes as files. */
export interface DesktopMessenger {
  systemResumed(): void
  networkChanged(online: boolean): void
  setIdle(idle: boolean): void
  contactListFile(accountId: AccountId): { readonly name: string; readonly text: string }
  importContactList(accountId: AccountId, text: string): Promise<Result<ContactImportSummary>>
  exportHistoryTo(scope: HistoryScope, format: ExportFormat, path: string): Promise<Result<number>>
  importHistoryFrom(accountId: AccountId, paths: readonly string[]): Promise<Result<HistoryImportSummary>>
}

/** What the desktop needs of the program. */
export interface DesktopOptions {
  /** Where the built pages and the preload script are. */
  readonly dist: string
  /** The profile's folder. */
  readonly userData: string
  readonly state: () => State
  readonly calls: Pick<CallHandlers, 'setPresence' | 'signOut' | 'reconnect' | 'closeConversation'>
  readonly messenger: DesktopMessenger
  readonly strings: Strings
  readonly sendEffect: (window: WebContents, effect: Effect) => void
  readonly listens: (window: WebContents) => boolean
}

/** Linux panels scale pictures down; elsewhere `tray@2x.png` is beside it for finer screens. */
const trayPicture = process.platform === 'linux' ? 'tray-large.png' : 'tray.png'

/** Windows, notifications, tray and menu: what of the program only a desktop has. */
export class Desktop {
  /** The calls that are about windows. */
  readonly calls: Pick<CallHandlers, DesktopCallName> = {
    showConversation: (id) => Promise.resolve(this.#front.showConversation(id)),
    showSignIn: () => Promise.resolve(this.#front.showSignIn()),
    showSettings: (page) => Promise.resolve(this.#front.showSettings(page)),
    showContactList: (id) => Promise.resolve(this.#front.showContactList(id)),
    showHistory: (view) => Promise.resolve(this.#front.showHistory(view)),
    openLink: (address) => this.#openLink(address),
    exportContacts: (id) => this.#ofAccount(id, () => this.#files.export(id)),
    importContacts: (id) => this.#ofAccount(id, () => this.#files.import(id)),
    exportHistory: (scope, format) => this.#historyFiles.export(scope, format),
    importHistory: (id, place) => this.#historyFiles.import(id, place),
  }
  readonly #options: DesktopOptions
  readonly #windows: Windows
  readonly #front: Front
  readonly #policy: WindowPolicy
  readonly #closing: Closing
  readonly #attention: Attention
  readonly #toasts: Toasts
  readonly #files: ContactFiles
  readonly #historyFiles: HistoryFiles
  #tray: TrayIcon | null = null
  #ending = false

  constructor(options: DesktopOptions) {
    const { dist, userData, strings, messenger } = options
    this.#options = options
    this.#windows = new Windows({
      preload: path.join(dist, 'preload/index.cjs'),
      icon: path.join(dist, 'renderer/icon.png'),
      bounds: new WindowBounds(path.join(userData, 'windows.json')),
      hidesWhenClosed: (name) => name.kind === 'contact-list' && this.#closing.staysWithoutWindows(),
      onFocused: (name) => this.#onFocused(name),
      onClosed: (name) => this.#onClosed(name),
    })
    this.#front = new Front({
      windows: this.#windows,
      state: options.state,
      sendEffect: (window, effect) => options.sendEffect(window, effect),
    })
    this.#toasts = new Toasts((name) => this.#front.show(name))
    this.#policy = new WindowPolicy(this.#windows)
    this.#closing = new Closing({
      windows: this.#windows,
      policy: this.#policy,
      state: options.state,
      calls: options.calls,
      hasTray: () => this.#tray !== null,
    })
    this.#files = new ContactFiles({
      strings,
      parent: (accountId) => this.#windows.windowOf(contactListOf(accountId)),
      contactListFile: (accountId) => messenger.contactListFile(accountId),
      importContactList: (accountId, text) => messenger.importContactList(accountId, text),
    })
    this.#historyFiles = new HistoryFiles({
      strings,
      parent: () => this.#historyParent(),
      documents: () => app.getPath('documents'),
      now: () => new Date(),
      exportTo: (...given) => messenger.exportHistoryTo(...given),
      importFrom: (...given) => messenger.importHistoryFrom(...given),
    })
    this.#attention = new Attention({
      strings,
      isFocused: (name) => this.#windows.isFocused(name),
      flash: (name) => this.#windows.flash(name),
      toast: (toast) => this.#toasts.toast(toast),
      playSound: (sound, accountId) => this.#playSound(sound, accountId),
      showUnread: (count) => app.setBadgeCount(count),
      now: () => performance.now(),
    })
  }

  /** Puts everything in place; windows open from now on. */
  open(): void {
    const { dist, state, strings, messenger } = this.#options
    guardPages((address) => void this.#openLink(address))
    denyPermissions()
    servePages(path.join(dist, 'renderer'))
    applyTheme(state().settings.theme)
    setApplicationMenu({
      platform: process.platform,
      packaged: app.isPackaged,
      strings,
      showHistory: () => this.#front.showHistory({}),
      showSettings: () => this.#front.showSettings('general'),
    })
    this.#tray = openTray(path.join(dist, 'renderer', trayPicture), state(), this.#trayActions(), strings)
    watchSurroundings({
      idleMinutes: () => state().settings.idleMinutes,
      onIdle: (idle) => messenger.setIdle(idle),
      onResume: () => messenger.systemResumed(),
      onNetwork: (online) => messenger.networkChanged(online),
    })
    app.on('second-instance', () => this.showMain())
    app.on('activate', () => this.showMain())
    app.on('window-all-closed', () => {
      if (this.#ending) app.quit()
      else this.#closing.onAllClosed()
    })
  }

  #trayActions(): TrayActions {
    const { calls } = this.#options
    return {
      open: () => this.showMain(),
      showContactList: (accountId) => void this.#front.showContactList(accountId),
      showHistory: () => void this.#front.showHistory({}),
      showSettings: () => void this.#front.showSettings('general'),
      reconnect: (accountId) => void calls.reconnect(accountId),
      setPresence: (accountId, presence) => void calls.setPresence(accountId, presence),
      signOut: (accountId) => void calls.signOut(accountId),
      quit: () => app.quit(),
    }
  }

  /** A listener of the store. */
  handle(event: Event, state: State, before: State): void {
    if (event.type === 'settings-changed') applyTheme(state.settings.theme)
    this.#tray?.handle(event, state)
    if (this.#ending) return
    this.#policy.handle(event, state, before)
    this.#attention.handle(event, state, before)
  }

  /** Shows what the user means by "Papilio". */
  showMain(): void {
    this.#front.showMain()
  }

  /** The program ends: nothing opens any more, and closed windows close. */
  end(): void {
    this.#ending = true
    this.#windows.stopHiding()
  }

  /** The window that asks for a file of the history: its own, or the settings, which can do the same. */
  #historyParent(): BrowserWindow | null {
    const ofSettings = this.#windows.windowOf(settings)
    return this.#windows.isFocused(settings) ? ofSettings : (this.#windows.windowOf(history) ?? ofSettings)
  }

  async #ofAccount<T>(accountId: AccountId, run: () => Promise<Result<T>>): Promise<Result<T>> {
    return this.#options.state().accounts[accountId] === undefined ? failure('not-signed-in') : run()
  }

  async #openLink(address: string) {
    const link = openableLink(address)
    if (link === null) return failure('invalid-arguments')
    try {
      await shell.openExternal(link)
      return success(null)
    } catch {
      return failure('not-available')
    }
  }

  /** One window plays it: the contact list, which lives longest, or else any that listens. */
  #playSound(sound: Sound, accountId: AccountId): void {
    const contactList = this.#windows.contentsOf(contactListOf(accountId))
    const all = [...(contactList ? [contactList] : []), ...this.#windows.allContents()]
    const window = all.find((each) => this.#options.listens(each))
    if (window) this.#options.sendEffect(window, { type: 'play-sound', sound })
  }

  #onFocused(name: WindowName): void {
    this.#toasts.dismiss(name)
    this.#front.onFocused(name)
  }

  #onClosed(name: WindowName): void {
    this.#toasts.dismiss(name)
    if (!this.#ending) this.#closing.onClosed(name)
  }
}
