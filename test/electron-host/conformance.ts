import type { EventEmitter } from 'node:events'
import type * as Double from './electron.ts'

// Compile-time check of the double against Electron's own types: it has no public member that Electron lacks, and
// none is synchronous where Electron's is a promise or the other way round.
type Names<A> = Exclude<keyof A & string, `_${string}` | keyof EventEmitter>
type Invented<A, B> = Exclude<Names<A>, keyof B>
type Manner<F> = F extends (...args: never[]) => infer R
  ? Promise<unknown> extends R
    ? 'promise'
    : R extends Promise<unknown>
      ? 'promise'
      : 'answer'
  : F extends Electron.MenuItem['click']
    ? 'answer'
    : 'value'
type Mismatched<A, B> = {
  [K in Names<A> & keyof B]: Manner<A[K]> extends Manner<B[K]> ? never : K
}[Names<A> & keyof B]
type Conforms<A, B> = [Invented<A, B>, Mismatched<A, B>] extends [never, never]
  ? true
  : [Invented<A, B>, Mismatched<A, B>]

type Real = typeof Electron.CrossProcessExports
type Instances<M, K extends keyof M> = M[K] extends abstract new (...args: never[]) => infer I ? I : never

type Statics = {
  [K in keyof typeof Double & keyof Real]: Conforms<Omit<(typeof Double)[K], 'prototype'>, Real[K]>
}
type Classes = 'BrowserWindow' | 'Menu' | 'MenuItem' | 'Notification' | 'Tray'
type Objects = { [K in Classes]: Conforms<Instances<typeof Double, K>, Instances<Real, K>> }

/** Every entry is `true`, or the compiler names the members that differ. */
export const conforms: {
  exports: Exclude<keyof typeof Double, keyof Real> extends never
    ? true
    : Exclude<keyof typeof Double, keyof Real>
  statics: Statics
  objects: Objects
  contents: Conforms<Double.BrowserWindow['webContents'], Electron.WebContents>
  session: Conforms<typeof Double.session.defaultSession, Electron.Session>
  commandLine: Conforms<typeof Double.app.commandLine, Electron.CommandLine>
  image: Conforms<ReturnType<typeof Double.nativeImage.createFromPath>, Electron.NativeImage>
} = {
  exports: true,
  statics: {
    app: true,
    BrowserWindow: true,
    dialog: true,
    ipcMain: true,
    Menu: true,
    MenuItem: true,
    nativeImage: true,
    nativeTheme: true,
    net: true,
    Notification: true,
    powerMonitor: true,
    protocol: true,
    safeStorage: true,
    screen: true,
    session: true,
    shell: true,
    Tray: true,
    webContents: true,
  },
  objects: { BrowserWindow: true, Menu: true, MenuItem: true, Notification: true, Tray: true },
  contents: true,
  session: true,
  commandLine: true,
  image: true,
}
