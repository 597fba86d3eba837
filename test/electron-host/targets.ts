import type { Json } from './chromium.ts'
import { chromium } from './host.ts'

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

/** Makes a page for a window; answers with its target and the session to talk to it, still paused. */
export async function createPage(params: Json): Promise<{ targetId: string; sessionId: string }> {
  const made = chromium()
    .send('Target.createTarget', { url: 'about:blank', newWindow: true, ...params })
    .then(({ targetId }) => {
      ours.add(targetId as string)
      return targetId as string
    })
  creating.add(made)
  const targetId = await made.finally(() => creating.delete(made))
  return { targetId, sessionId: await sessionOf(targetId).promise }
}

/**
 * A page appeared: one of ours goes on, a popup that a page opened is closed before it loads anything. It may share
 * its process with the page that opened it, which stands still while the popup does.
 */
export async function pageAttached(sessionId: string, { targetId }: { targetId: string }): Promise<void> {
  sessionOf(targetId).resolve(sessionId)
  await Promise.allSettled(creating)
  if (ours.has(targetId)) return
  await Promise.all([
    chromium().send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, sessionId),
    chromium().send('Runtime.runIfWaitingForDebugger', {}, sessionId),
    chromium().send('Target.closeTarget', { targetId }),
  ])
}
