import { describe, expect, test } from 'vitest'
import { FakeClock } from '../messenger/fake-clock.ts'
import { ClosedError, ServerError, TimeoutError } from '../../main/protocol/errors.ts'
import { Transactions } from '../../main/protocol/transactions.ts'
import { command, type Command } from '../../main/protocol/wire/command.ts'

function start() {
  const clock = new FakeClock()
  const sent: Command[] = []
  const transactions = new Transactions({ clock, send: (one) => sent.push(one) })
  return { clock, sent, transactions }
}

describe('a request', () => {
  test('is numbered from one and resolves with its reply', async () => {
    const { transactions, sent } = start()
    const first = transactions.request('CVR', ['a'])
    const second = transactions.request('CHG', ['NLN'])
    expect(sent).toEqual([command('CVR', '1', 'a'), command('CHG', '2', 'NLN')])
    transactions.receive(command('CHG', '2', 'NLN'))
    transactions.receive(command('CVR', '1', 'b'))
    expect(await first).toEqual(command('CVR', '1', 'b'))
    expect(await second).toEqual(command('CHG', '2', 'NLN'))
  })

  test('does not end with another verb that carries its id, as IRO and ILN do', async () => {
    const { transactions } = start()
    const answer = transactions.request('ANS', ['alice@example.com'])
    transactions.receive(command('IRO', '1', '1', '1', 'bob@example.com', 'Bob'))
    transactions.receive(command('ANS', '1', 'OK'))
    expect((await answer).verb).toBe('ANS')
  })

  test('rejects with the number when the server refuses it', async () => {
    const { transactions } = start()
    const request = transactions.request('CAL', ['bob@example.com'])
    transactions.receive(command('217', '1'))
    await expect(request).rejects.toEqual(new ServerError(217, 'CAL'))
    await expect(request).rejects.toMatchObject({ code: 217, verb: 'CAL' })
  })

  test('rejects when its time is over, and a late reply harms nobody', async () => {
    const { transactions, clock } = start()
    const request = transactions.request('SYN', ['0'])
    clock.advance(29_999)
    transactions.receive(command('XXX', '1'))
    clock.advance(1)
    await expect(request).rejects.toBeInstanceOf(TimeoutError)
    expect(() => transactions.receive(command('SYN', '1', '0'))).not.toThrow()
    expect(() => transactions.receive(command('911', '1'))).not.toThrow()
  })

  test('rejects when the connection closes, and so do later ones, which are not sent', async () => {
    const { transactions, sent } = start()
    const waiting = transactions.request('XFR', ['SB'])
    transactions.close()
    await expect(waiting).rejects.toBeInstanceOf(ClosedError)
    await expect(transactions.request('XFR', ['SB'])).rejects.toBeInstanceOf(ClosedError)
    transactions.send('MSG', ['U'])
    expect(sent).toHaveLength(1)
  })

  test('that cannot be sent rejects', async () => {
    const clock = new FakeClock()
    const transactions = new Transactions({
      clock,
      send: () => {
        throw new TypeError('a word that cannot be sent')
      },
    })
    await expect(transactions.request('PRP', ['MFN', 'a b'])).rejects.toThrow(TypeError)
  })
})

test('replies that nobody waits for are left alone', () => {
  const { transactions } = start()
  for (const stray of [
    command('911'),
    command('217', '99'),
    command('ACK', '0'),
    command('USR'),
    command('CHG', 'x'),
  ]) {
    expect(() => transactions.receive(stray)).not.toThrow()
  }
})
