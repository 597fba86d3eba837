import { schemes } from './addresses.ts'
import type { Json } from './chromium.ts'

/** What becomes of a page's request. */
export type Answer = 'refused' | 'failed' | 'elsewhere' | Response

/** Asks the program's handler of the scheme; other addresses go to the network, where the page's policy lets them. */
export async function answerRequest(url: string, request: Json): Promise<Answer> {
  const handler = schemes.get(url.split(':')[0] ?? '')
  if (!handler) return 'elsewhere'
  try {
    return await handler(
      new Request(url, { method: request.method as string, headers: request.headers as HeadersInit }),
    )
  } catch (error) {
    console.error(`electron-host: the handler failed for ${url}`, error)
    return 'failed'
  }
}

/** Gives Chromium the answer. */
export async function giveRequest(
  page: { _send(method: string, params: Json): Promise<Json> },
  requestId: string,
  answer: Answer,
): Promise<void> {
  if (answer === 'elsewhere') await page._send('Fetch.continueRequest', { requestId })
  else if (answer === 'refused') await page._send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
  else if (answer === 'failed') await page._send('Fetch.failRequest', { requestId, errorReason: 'Failed' })
  else {
    await page._send('Fetch.fulfillRequest', {
      requestId,
      responseCode: answer.status,
      responseHeaders: [...answer.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await answer.arrayBuffer()).toString('base64'),
    })
  }
}
