import * as v from 'valibot'
import { callSchemas, type CallName, type MessengerCalls } from '../app/ipc.ts'
import { failure, type Result } from '../app/reasons.ts'
import type { Settings } from '../app/settings.ts'
import { describeIssue } from './client-arguments.ts'
import { fileCalls, fileHandlers } from './client-files.ts'
import type { Messenger } from './messenger/messenger.ts'

/** What a line of input led to. */
export interface Answer {
  readonly result: Result<unknown>
  /** Absent when the line was no call. */
  readonly call?: string
  /** As the line gave it. */
  readonly id?: unknown
}

const lineSchema = v.object({
  call: v.string(),
  args: v.optional(v.array(v.unknown()), []),
  id: v.optional(v.union([v.string(), v.number()])),
})

/** Calls that need windows. */
const windowCalls: ReadonlySet<string> = new Set([
  'showConversation',
  'showSignIn',
  'showSettings',
  'showContactList',
  'showHistory',
  'openLink',
])

/** Does what one line of input asks for. It never rejects. */
export async function obey(line: string, messenger: Messenger, settings: () => Settings): Promise<Answer> {
  const value = parseJson(line)
  if (value === undefined) return { result: failure('invalid-arguments', 'the line is not valid JSON') }
  const parsed = v.safeParse(lineSchema, value)
  if (!parsed.success) return { result: invalid(parsed.issues) }
  const { call, args, id } = parsed.output
  const named = id === undefined ? { call } : { call, id }
  return { result: await make(call, args, messenger, settings), ...named }
}

async function make(
  call: string,
  args: readonly unknown[],
  messenger: Messenger,
  settings: () => Settings,
): Promise<Result<unknown>> {
  if (!Object.hasOwn(callSchemas, call)) return failure('invalid-arguments', `there is no call ${call}`)
  if (windowCalls.has(call)) return failure('not-available')
  if (Object.hasOwn(fileCalls, call)) return makeFileCall(call as keyof typeof fileCalls, args, messenger)
  const name = call as keyof MessengerCalls
  const checked = v.safeParse<v.GenericSchema>(callSchemas[name], withFormat(name, args, settings))
  if (!checked.success) return invalid(checked.issues)
  const method = messenger[name] as (...args: readonly unknown[]) => Promise<Result<unknown>>
  return method(...(checked.output as readonly unknown[]))
}

async function makeFileCall(
  call: keyof typeof fileCalls,
  args: readonly unknown[],
  messenger: Messenger,
): Promise<Result<unknown>> {
  const checked = v.safeParse<v.GenericSchema>(fileCalls[call], args)
  if (!checked.success) return invalid(checked.issues)
  const handle = fileHandlers(messenger)[call] as (given: unknown) => Promise<Result<unknown>>
  return handle(checked.output)
}

/** A script need not say how its text looks: then it looks as the settings say. */
function withFormat(name: CallName, args: readonly unknown[], settings: () => Settings): readonly unknown[] {
  if (name !== 'sendMessage' || args.length < 2 || args.length > 3) return args
  const [conversationId, text, format] = args
  return [conversationId, text, format ?? settings().format]
}

const invalid = (issues: readonly v.BaseIssue<unknown>[]): Result<never> =>
  failure('invalid-arguments', issues.map(describeIssue).join('; '))

/** Undefined for what cannot be read. */
function parseJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return undefined
  }
}
