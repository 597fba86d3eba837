import type { SignInRequest } from '../app/ipc.ts'
import type { State } from '../app/state.ts'
import { obey } from './client-calls.ts'
import type { ClientArguments } from './client-arguments.ts'
import type { Messenger } from './messenger/messenger.ts'
import type { Store } from './messenger/store.ts'

/** What a run of the client needs. */
export interface ClientRun extends ClientArguments {
  readonly messenger: Messenger
  readonly store: Store
  /** Standard input, line by line. */
  readonly lines: AsyncIterable<string>
  /** Writes one line of output. */
  write(line: object): void
}

/** How the client ends, as its exit code. */
export const exitCodes = { done: 0, notSignedIn: 1, badUsage: 2 } as const

/** Signs in, obeys line after line, and at the end of the input finishes what was begun and signs out. */
export async function runClient(run: ClientRun): Promise<number> {
  const { messenger, store } = run
  const lines = run.lines[Symbol.asyncIterator]()
  const first = await lines.next()
  if (first.done === true || first.value === '') return exitCodes.badUsage
  store.subscribe((event) => {
    messenger.keep()
    run.write({ event })
  })
  const result = await messenger.signIn(signInRequest(run, first.value))
  run.write({ result, call: 'signIn' })
  if (!result.ok) {
    await messenger.close()
    return exitCodes.notSignedIn
  }

  const pending = new Set<Promise<void>>()
  for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
    if (next.value.trim() === '') continue
    const done = obey(next.value, messenger, () => store.state.settings).then((answer) => run.write(answer))
    pending.add(done)
    void done.then(() => pending.delete(done))
  }
  await Promise.all(pending)
  await nothingOnItsWay(store)
  await messenger.close()
  return exitCodes.done
}

const signInRequest = ({ network, account, presence }: ClientRun, password: string): SignInRequest => ({
  network,
  address: account,
  password,
  presence,
  rememberAccount: false,
  rememberPassword: false,
  signInAutomatically: false,
})

/** Resolves when the fate of every line that was sent is known, or when no link is there to send any. */
function nothingOnItsWay(store: Store): Promise<void> {
  const isQuiet = ({ accounts, conversations }: State): boolean =>
    Object.values(accounts).every(({ connection }) => connection.state !== 'signed-in') ||
    Object.values(conversations).every(({ entries }) =>
      entries.every((entry) => entry.kind === 'notice' || entry.delivery.state !== 'sending'),
    )
  return new Promise((resolve) => {
    if (isQuiet(store.state)) return resolve()
    const stop = store.subscribe((_event, state) => {
      if (!isQuiet(state)) return
      stop()
      resolve()
    })
  })
}
