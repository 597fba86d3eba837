import { StrictEmitter } from './strict.ts'

type Handler = (event: object, ...args: unknown[]) => unknown

class IpcMain extends StrictEmitter {
  readonly _handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this._handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    this._handlers.set(channel, handler)
  }

  removeHandler(channel: string): void {
    this._handlers.delete(channel)
  }
}

/** `ipcMain`: handlers of the windows' calls. */
export const ipcMain = new IpcMain()
