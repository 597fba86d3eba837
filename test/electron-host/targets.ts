import { headed, type Json } from './chromium.ts'
import { chromium, program } from './host.ts'

/** A page, still paused, and the session to talk to it. */
export interface Page {
  readonly targetId: string
  readonly sessionId: string
}

interface Target {
  readonly targetId: string
  readonly url: string
}

// Every new page is attached to while it is still paused. Ours are told apart from popups by the ids that
// Chromium answers with, so a page that is being made must be waited for before another one is judged.
const sessions = new Map<string, PromiseWithResolvers<string>>()
const ours = new Set<string>()
const creating = new Set<Promise<string>>()

function sessionOf(targetId: string): PromiseWithResolvers<string> {
  const known = sessions.get(targetId) ?? Promise.withResolvers<string>()
  sessions.set(targetId, known)
  return known
}

/** Makes a page for a window. */
export async function createPage(): Promise<Page> {
  if (headed) return createVisiblePage()
  const made = chromium()
    .send('Target.createTarget', { url: 'about:blank', newWindow: true })
    .then(({ targetId }) => {
      ours.add(targetId as string)
      return targetId as string
    })
  creating.add(made)
  const targetId = await made.finally(() => creating.delete(made))
  return { targetId, sessionId: await sessionOf(targetId).promise }
}

const visible = new Map<string, PromiseWithResolvers<Page>>()

/** A window without tabs and address line: Chromium makes those for web applications, known by their first address. */
function createVisiblePage(): Promise<Page> {
  const url = `data:text/html,${program.name}-${visible.size + 1}`
  const page = Promise.withResolvers<Page>()
  visible.set(url, page)
  chromium().openWindow(url)
  return page.promise
}

/**
 * A page appeared: one of ours goes on, a popup that a page opened is closed before it loads anything. It may share
 * its process with the page that opened it, which stands still while the popup does.
 */
export async function pageAttached(sessionId: string, { targetId, url }: Target): Promise<void> {
  visible.get(url)?.resolve({ targetId, sessionId })
  sessionOf(targetId).resolve(sessionId)
  await Promise.allSettled(creating)
  if (ours.has(targetId) || visible.has(url)) return
  await Promise.all([
    chromium().send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, sessionId),
    chromium().send('Runtime.runIfWaitingForDebugger', {}, sessionId),
    chromium().send('Target.closeTarget', { targetId }),
  ])
}

const gone = new Map<string, PromiseWithResolvers<void>>()

function goneOf(targetId: string): PromiseWithResolvers<void> {
  const known = gone.get(targetId) ?? Promise.withResolvers<void>()
  gone.set(targetId, known)
  return known
}

/** Chromium says that a page is no more. */
export const pageGone = (targetId: string): void => goneOf(targetId).resolve()

/** Closes a page. Chromium may forget the request while the page begins to load, so it is asked until the page is gone. */
export async function closePage(targetId: string): Promise<void> {
  for (let asked = 0; asked < 40; asked++) {
    await chromium().send('Target.closeTarget', { targetId })
    const pause = new Promise<false>((resolve) => setTimeout(resolve, 250, false).unref())
    if (await Promise.race([goneOf(targetId).promise.then(() => true), pause])) return
  }
  console.error('electron-host: a page does not close')
}

/** Places the window of a page on the screen. */
export async function placeWindow(targetId: string, bounds: Json): Promise<void> {
  const { windowId } = await chromium().send('Browser.getWindowForTarget', { targetId })
  await chromium().send('Browser.setWindowBounds', { windowId: windowId as number, bounds })
}
