import type { Locator, Page } from '@playwright/test'
import type { Entry } from '../../app/message.ts'
import { Subscription } from './bridge-calls.ts'
import { logOf } from './deeds.ts'
import type { Program } from './launch.ts'

type Line = Extract<Entry, { kind: 'text' }>

/** What the program knows of the lines in a conversation's window, oldest first. */
export async function linesOf(conversation: Page): Promise<readonly Line[]> {
  const id = new URL(conversation.url()).searchParams.get('id') ?? ''
  const subscription = await Subscription.open(conversation)
  const { conversations } = await subscription.state()
  await subscription.end()
  return (conversations[id]?.entries ?? []).filter((entry) => entry.kind === 'text')
}

/** What became of the lines in a conversation's window: `are you there?: stored`. */
export const fatesOf = async (conversation: Page): Promise<readonly string[]> =>
  (await linesOf(conversation)).map(({ text, delivery }) => `${text}: ${delivery.state}`)

/** What is written beneath a line that did not arrive, or is kept for later. */
export const noteOf = (conversation: Page, words: string | RegExp): Locator =>
  logOf(conversation).getByText(words)

/** A button beneath a line. */
export const offerOf = (
  conversation: Page,
  word: 'Send again' | 'Send now' | 'Take back',
  text: string,
): Locator => conversation.getByRole('button', { name: `${word}: ${text}`, exact: true })

/** Ends a program in the middle of whatever it does: nothing more is written or said. */
export async function kill({ electron }: Program): Promise<void> {
  const main = electron.process()
  const gone = new Promise((resolve) => main.once('exit', resolve))
  main.kill('SIGKILL')
  await gone
}
