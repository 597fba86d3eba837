import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { command } from '../../../main/protocol/wire/command.ts'
import { ProtocolError } from '../../../main/protocol/wire/errors.ts'
import { BookServer } from '../book-server.ts'
import { settle } from '../session.ts'

const payload = fc.oneof(
  fc.uint8Array({ maxLength: 100 }),
  fc
    .array(
      fc.constantFrom(
        '<ml>',
        '</ml>',
        '<d n="example.com">',
        '</d>',
        '<c n="bob" l="8"/>',
        '<c n="bob" l="31" t="32" f="%zz"/>',
        '<c n="eve" l="16"/>',
        'ABCHInternal',
      ),
      { maxLength: 8 },
    )
    .map((parts) => new TextEncoder().encode(parts.join(''))),
)

const anything = fc
  .tuple(
    fc.constantFrom('ADL', 'RML', 'FQY', 'NOT', 'UBN', 'BLP', 'PRP', 'GCF', 'ADC', 'REM', 'NLN', 'FLN'),
    fc.array(
      fc.constantFrom('0', '6', '7', 'OK', 'MFN', 'AL', 'bob@example.com', '1:alice@example.com', '%'),
      {
        maxLength: 4,
      },
    ),
    fc.option(payload),
  )
  .map(([verb, params, bytes]) => ({ ...command(verb, ...params), payload: bytes }))

test.each(['MSNP13', 'MSNP15', 'MSNP18'])(
  'whatever a server sends to somebody with an address book breaks at most the protocol (%s)',
  async (dialect) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { maxLength: 12 }), async (commands) => {
        const { server } = await BookServer.signIn(dialect, {
          people: [{ address: 'bob@example.com', id: 'b', name: 'Bob' }],
        })
        const { session } = server.stage
        try {
          for (const one of commands) session.receive(one)
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError)
        }
        await settle()
        session.connectionClosed()
        await settle()
      }),
      { numRuns: 150 },
    )
  },
)
