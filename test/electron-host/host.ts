import { randomUUID } from 'node:crypto'
import type { BrowserWindow } from './browser-window.ts'
import type { Chromium } from './chromium.ts'

/** What package.json says of the program that runs. */
export const program = { name: 'Electron', version: '0.0.0', folder: process.cwd() }

/** What the modules of the double share. `chromium` is there once the program may open windows. */
export const host = {
  chromium: undefined as Chromium | undefined,
  /** Names the events between the worlds of a page, which the page cannot guess. */
  token: randomUUID(),
  windows: new Set<BrowserWindow>(),
  focused: null as BrowserWindow | null,
  lastId: 0,
  /** The program ends and takes Chromium along. */
  ending: false,
}

/** The running Chromium. @throws before 'ready' */
export function chromium(): Chromium {
  if (host.chromium === undefined) throw new Error('Cannot create BrowserWindow before app is ready')
  return host.chromium
}

/** Ids of windows and of web contents come from one row. */
export const nextId = (): number => ++host.lastId
