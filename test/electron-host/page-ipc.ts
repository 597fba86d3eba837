import { ipcMain } from './ipc-main.ts'
import { makeCodec } from './page/codec.ts'
import type { FromPage, ToPage } from './page/worlds.ts'

const codec = makeCodec()

/** What a page's preload script told us. */
export const decodeFromPage = (text: string): FromPage => codec.decode(text) as FromPage

/** What a page's preload script is told. @throws when it cannot be carried */
export const encodeToPage = (message: ToPage): string => codec.encode(message)

/** Runs the program's handler of a call; the answer is what `ipcRenderer.invoke` waits for. */
export async function answerCall(
  event: object,
  id: number,
  channel: string,
  args: unknown[],
): Promise<ToPage> {
  try {
    const handler = ipcMain._handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    const value = await handler(event, ...args)
    codec.encode(value)
    return { type: 'reply', id, ok: true, value }
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error)
    return {
      type: 'reply',
      id,
      ok: false,
      value: `Error invoking remote method '${channel}': ${String(error)}`,
    }
  }
}
