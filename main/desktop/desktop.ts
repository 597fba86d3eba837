import { app, shell, type WebContents } from 'electron'
import path from 'node:path'
import type { AccountId } from '../../app/account.ts'
import type { ConversationId } from '../../app/conversation.ts'
import type { Event } from '../../app/events.ts'
import type { CallHandlers, Effect, Sound } from '../../app/ipc.ts'
import { failure, success } from '../../app/reasons.ts'
import type { State } from '../../app/state.ts'
import { servePages } from './app-protocol.ts'
import { Attention } from './attention.ts'
import { openableLink } from './links.ts'
import { setApplicationMenu } from './menu.ts'
import { denyPermissions, guardPages } from './security.ts'
import { applyTheme } from './theme.ts'
import { Toasts } from './toasts.ts'
import { showsTrays } from './shows-trays.ts'
import type { Strings } from './strings.ts'
import type { TrayActions } from './tray-menu.ts'
import { openTray, type TrayIcon } from './tray.ts'
import { WindowBounds } from './window-bounds.ts'
import { contactListOf, conversationOf, signIn, type WindowName } from './window-name.ts'
import { isAnyInUse, WindowPolicy } from './window-policy.ts'
import { Windows } from './windows.ts'

/** What the desktop needs of the program. */
export interface DesktopOptions {
  /** Where the built pages and the preload script are. */
  readonly dist: string
  /** The profile's folder. */
  readonly userData: string
  readonly state: () => State
  readonly calls: Pick<CallHandlers, 'setPresence' | 'signOut' | 'closeConversation'>
  readonly strings: Strings
  readonly sendEffect: (window: WebContents, effect: Effect) => void
  readonly listens: (window: WebContents) => boolean
}

/** Linux panels scale pictures down; elsewhere `tray@2x.png` is beside it for finer screens. */
const trayPicture = process.platform === 'linux' ? 'tray-large.png' : 'tray.png'

/** Windows, notifications, tray and menu: what of the program only a desktop has. */
export class Desktop {
  /** The calls that are about windows. */
  readonly calls: Pick<CallHandlers, 'showConversation' | 'showSignIn' | 'openLink'> = {
    showConversation: (id) => Promise.resolve(this.#showConversation(id)),
    showSignIn: () => {
      this.#windows.show(signIn)
      return Promise.resolve(success(null))
    },
    openLink: (address) => this.#openLink(address),
  }
  readonly #options: DesktopOptions
  readonly #windows: Windows
  readonly #policy: WindowPolicy
  readonly #attention: Attention
  readonly #toasts: Toasts
  #tray: TrayIcon | null = null
  #ending = false

  constructor(options: DesktopOptions) {
    const { dist, userData, strings } = options
    this.#options = options
    this.#windows = new Windows({
      preload: path.join(dist, 'preload/index.cjs'),
      icon: path.join(dist, 'renderer/icon.png'),
      bounds: new WindowBounds(path.join(userData, 'windows.json')),
      hidesWhenClosed: (name) => name.kind === 'contact-list' && this.#staysWithoutWindows(),
      onFocused: (name) => this.#toasts.dismiss(name),
      onClosed: (name) => this.#onClosed(name),
    })
    this.#toasts = new Toasts((name) => this.#showWithFocus(name))
    this.#policy = new WindowPolicy(this.#windows)
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
    const { dist, state, strings } = this.#options
    guardPages((address) => void this.#openLink(address))
    denyPermissions()
    servePages(path.join(dist, 'renderer'))
    applyTheme(state().settings.theme)
    setApplicationMenu(process.platform, app.isPackaged, strings)
    this.#tray = openTray(path.join(dist, 'renderer', trayPicture), state(), this.#trayActions(), strings)
    app.on('second-instance', () => this.showMain())
    app.on('activate', () => this.showMain())
    app.on('window-all-closed', () => this.#onAllClosed())
  }

  #trayActions(): TrayActions {
    const { calls } = this.#options
    return {
      open: () => this.showMain(),
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

  /** The window that the user means by "Papilio": the contact list of an account in use, or sign-in. */
  showMain(): void {
    const accounts = Object.values(this.#options.state().accounts)
    const account = accounts.find(({ connection }) => connection.state === 'signed-in')
    this.#windows.show(account === undefined ? signIn : contactListOf(account.id))
  }

  /** The program ends: nothing opens any more, and closed windows close. */
  end(): void {
    this.#ending = true
    this.#windows.stopHiding()
  }

  #showConversation(id: ConversationId) {
    if (this.#options.state().conversations[id] === undefined) return failure('not-available')
    this.#showWithFocus(conversationOf(id))
    return success(null)
  }

  #showWithFocus(name: WindowName): void {
    if (
      name.kind === 'conversation' &&
      this.#options.state().conversations[name.conversationId] === undefined
    )
      return
    this.#windows.show(name)
    const contents = this.#windows.contentsOf(name)
    if (name.kind === 'conversation' && contents)
      this.#options.sendEffect(contents, { type: 'focus-composer' })
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

  /** macOS keeps programs in the dock; elsewhere a tray is needed to come back by. */
  #staysWithoutWindows(): boolean {
    if (process.platform === 'darwin') return true
    return this.#tray !== null && showsTrays(process.platform, process.env.XDG_CURRENT_DESKTOP ?? '')
  }

  #onClosed(name: WindowName): void {
    this.#toasts.dismiss(name)
    if (this.#ending) return
    const { calls, state } = this.#options
    if (name.kind === 'conversation' && state().conversations[name.conversationId]) {
      void calls.closeConversation(name.conversationId)
    }
    if (name.kind === 'contact-list' && state().accounts[name.accountId]?.connection.state === 'signed-in') {
      this.#policy.leave(name.accountId)
      void calls.signOut(name.accountId)
    }
  }

  #onAllClosed(): void {
    if (this.#ending || !(this.#staysWithoutWindows() && isAnyInUse(this.#options.state()))) app.quit()
  }
}
