import path from 'node:path'
import { app } from './app.ts'
import { Chromium, headed } from './chromium.ts'
import { host } from './host.ts'
import { pageAttached, pageGone } from './targets.ts'
import { dispatchEvent } from './web-contents.ts'

/** Starts Chromium and lets the program be ready. */
export async function start(): Promise<void> {
  const switches = [...app.commandLine._switches].map(([name, value]) =>
    value ? `--${name}=${value}` : `--${name}`,
  )
  const chromium = new Chromium(path.join(app.getPath('sessionData'), 'Chromium'), headed ? [] : switches)
  host.chromium = chromium
  chromium.onEvent = (method, params, sessionId) => {
    if (sessionId !== undefined) dispatchEvent(sessionId, method, params)
    else if (method === 'Target.attachedToTarget') {
      void pageAttached(
        params.sessionId as string,
        params.targetInfo as { targetId: string; url: string },
      ).catch(() => {})
    } else if (method === 'Target.targetDestroyed') {
      pageGone(params.targetId as string)
      closeWindowOf(params.targetId as string)
    }
  }
  void chromium.exited.then(chromiumEnded)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => app.quit())
  await chromium.send('Target.setDiscoverTargets', { discover: true })
  const pages = [{ type: 'page' }]
  await chromium.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: pages,
  })
  app._becomeReady()
}

function closeWindowOf(targetId: string): void {
  const window = [...host.windows].find((each) => each.webContents._target === targetId)
  window?._closed()
}

/** A visible Chromium ends with its last window, and then the program may still sign out; any other end is a crash. */
function chromiumEnded(): void {
  if (host.ending) return
  for (const window of host.windows) window._closed()
  if (headed) app.quit()
  else {
    console.error('electron-host: Chromium ended')
    process.exit(1)
  }
}
