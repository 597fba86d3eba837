import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { headed, type Json } from './chromium.ts'
import { host } from './host.ts'
import { makeCodec } from './page/codec.ts'
import { makeBridge } from './page/context-bridge.ts'
import { isolatedWorld, mainWorld } from './page/worlds.ts'

/** The world of the preload script. */
export const worldName = 'Electron Isolated Context'

/** Name of the function by which a page reaches us. */
export const sendName = 'electronHostSend'

/**
 * The requests to Chromium that put a preload script into every page before its own scripts. The functions go there
 * as text; the script is embedded in a function, so the page's policy on scripts does not concern it.
 */
export function preloadRequests(file: string): { method: string; params: Json }[] {
  if (!path.isAbsolute(file)) throw new Error('preload scripts must have absolute paths')
  const token = JSON.stringify(host.token)
  const bridge = `(${makeBridge.toString()})`
  const script = `function (require, module, exports) {\n${readFileSync(file, 'utf8')}\n}`
  const isolated = [token, bridge, makeCodec.toString(), headed, script].join(', ')
  const addScript = 'Page.addScriptToEvaluateOnNewDocument'
  return [
    { method: 'Runtime.addBinding', params: { name: sendName, executionContextName: worldName } },
    { method: addScript, params: { source: `(${mainWorld.toString()})(${token}, ${bridge})` } },
    {
      method: addScript,
      params: {
        worldName,
        source: `(${isolatedWorld.toString()})(${isolated})\n//# sourceURL=${pathToFileURL(file).href}`,
      },
    },
  ]
}
