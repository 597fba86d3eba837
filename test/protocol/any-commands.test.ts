import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commandOf, word } from '../support/arbitraries.ts'
import {
  command,
  fromNotificationServer,
  fromSwitchboard,
  type Command,
} from '../../main/protocol/wire/command.ts'
import { ProtocolError } from '../../main/protocol/wire/errors.ts'
import { notificationStage, signedIn, switchboardStage } from './session.ts'

const id = fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7')
const telling = (...words: string[]) => fc.constantFrom(...words)

/** Commands whose words are those that the client looks at. */
const plausible = (verbs: string): fc.Arbitrary<Command> =>
  fc
    .tuple(
      telling(...verbs.split(' ')),
      fc.array(
        fc.oneof(
          id,
          word,
          telling(
            'FL',
            'AL',
            'RL',
            'PL',
            'NS',
            'SB',
            'OK',
            'TWN',
            'S',
            'MSNP12',
            'N=bob@example.com',
            'bob@example.com',
            'C=x',
            '192.0.2.1:1863',
            'NLN',
            'MFN',
          ),
        ),
        { maxLength: 6 },
      ),
      fc.option(fc.uint8Array({ maxLength: 100 })),
    )
    .map(([verb, params, payload]) => ({ ...command(verb, ...params), payload }))

const notification = fc.array(
  fc.oneof(
    commandOf(fromNotificationServer),
    plausible(
      'VER CVR USR XFR SYN LST LSG ADD ADC REM ADG REG RMG PRP REA CHG ILN NLN FLN UBX CHL QNG RNG OUT MSG BPR BLP GTC 911 217 540',
    ),
  ),
  { maxLength: 20 },
)
const switchboard = fc.array(
  fc.oneof(commandOf(fromSwitchboard), plausible('USR ANS IRO JOI BYE CAL MSG ACK NAK OUT 217 282')),
  { maxLength: 20 },
)

/** Gives the commands to a session as a connection does: a ProtocolError ends it, anything else is our mistake. */
function play(
  session: { receive(command: Command): void; connectionClosed(): void },
  commands: readonly Command[],
): void {
  try {
    for (const one of commands) session.receive(one)
  } catch (error) {
    expect(error).toBeInstanceOf(ProtocolError)
  }
  session.connectionClosed()
}

describe('whatever a server sends breaks at most the protocol', () => {
  test.each(['MSNP8', 'MSNP10', 'MSNP12'])(
    'to a notification connection that is signed in (%s)',
    async (dialect) => {
      await fc.assert(
        fc.asyncProperty(notification, async (commands) => {
          const { session } = await signedIn(dialect)
          play(session, commands)
        }),
        { numRuns: 300 },
      )
    },
  )

  test('to a notification connection that is signing in', async () => {
    await fc.assert(
      fc.asyncProperty(notification, async (commands) => {
        const { session } = notificationStage(['MSNP12'], undefined, {
          fetchTicket: () => Promise.resolve('t'),
        })
        const result = session.signIn({ onStep: () => undefined })
        play(session, commands)
        await result.catch((error: unknown) => expect(error).toBeInstanceOf(Error))
      }),
      { numRuns: 300 },
    )
  })

  test('to a switchboard', async () => {
    await fc.assert(
      fc.asyncProperty(switchboard, async (commands) => {
        const { session } = await switchboardStage()
        void session.sendNudge().catch(() => undefined)
        play(session, commands)
      }),
      { numRuns: 300 },
    )
  })
})
