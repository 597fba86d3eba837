import { mkdir, readFile, rmdir, writeFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { skipUntil, startNetwork } from '../test-network.ts'
import { content, correspondent, deleteMessages, faultOf, getMessage, idsIn, runId } from './soap.ts'

const daveAddress = 'dave@example.com'

test('a message is on disk when its sender hears that it was taken, and outlives a restart', async () => {
  const network = await startNetwork()
  const alice = await correspondent(network, 'alice')
  await alice.leaves(daveAddress, 'one')
  expect(await readFile(network.directoryFile, 'utf8')).toContain(`"body": "b25l"`)
  await alice.leaves(daveAddress, 'two', 2)
  const onDisk = await readFile(network.directoryFile, 'utf8')
  expect(onDisk).toContain(`"body": "dHdv"`)
  await network.close()

  // As after a power cut: nothing of what the network wrote when it ended.
  await writeFile(network.directoryFile, onDisk)
  const after = await startNetwork({ directoryFile: network.directoryFile })
  const dave = await correspondent(after, 'dave')
  dave.client.send('CHG 6 NLN 0')
  const line = await skipUntil(dave.client, /^MSG /)
  const [first, second] = idsIn((await dave.client.read(Number(line.split(' ').at(-1)))).toString())
  expect(await dave.text(first!)).toBe('one')
  expect((await dave.ask(getMessage(second!))).text).toContain(
    `X-OIM-Run-Id: ${runId}\r\nX-OIM-Sequence-Num: 2`,
  )
})

test('what was deleted is gone from the disk when that is answered', async () => {
  const network = await startNetwork()
  const alice = await correspondent(network, 'alice')
  await alice.leaves(daveAddress, 'one')
  const dave = await correspondent(network, 'dave')
  await dave.ask(deleteMessages(...(await dave.ids())))
  expect(await readFile(network.directoryFile, 'utf8')).not.toContain('b25l')
})

test('a message that cannot be written is not taken, nobody sees it, and later ones are', async () => {
  const network = await startNetwork()
  const alice = await correspondent(network, 'alice')
  const dave = await correspondent(network, 'dave')
  await alice.leaves(daveAddress, 'before')
  await mkdir(`${network.directoryFile}.new`)
  expect(faultOf(await alice.leave(daveAddress))).toBe('500 SystemUnavailable')
  expect(network.log.at(-1)).toMatch(/could not be written: EISDIR/)
  expect(await dave.texts()).toEqual(['before'])
  expect(faultOf(await dave.ask(deleteMessages(...(await dave.ids()))))).toBe('500 SystemUnavailable')
  await rmdir(`${network.directoryFile}.new`)
  await alice.leaves(daveAddress, 'after', 2)
  expect(await dave.texts()).toEqual(['after'])
})

test('many at the same time are all kept, each once', async () => {
  const network = await startNetwork({ lockKeys: false })
  const alice = await correspondent(network, 'alice')
  const numbers = Array.from({ length: 60 }, (_, at) => at + 1)
  const answers = await Promise.all(
    numbers.map((number) =>
      alice.leave(daveAddress, {
        lockKey: 'x',
        content: content(`text ${number}`, number),
        number: String(number),
      }),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual(numbers.map(() => 200))
  const after = JSON.parse(await readFile(network.directoryFile, 'utf8')) as {
    accounts: { address: string; offlineMessages: { sequence: number }[] }[]
  }
  const kept = after.accounts.find(({ address }) => address === daveAddress)!.offlineMessages
  expect(kept.map(({ sequence }) => sequence).sort((one, other) => one - other)).toEqual(numbers)
})

describe('a directory', () => {
  const withMessages = async (messages: unknown) => {
    const first = await startNetwork()
    await first.close()
    const file = JSON.parse(await readFile(first.directoryFile, 'utf8')) as { accounts: object[] }
    file.accounts = file.accounts.map((account) => ({ ...account, offlineMessages: messages }))
    await writeFile(first.directoryFile, JSON.stringify(file))
    return correspondent(await startNetwork({ directoryFile: first.directoryFile }), 'dave')
  }
  const good = {
    id: '0CE7EC08-A23A-4231-A720-D8542AB66025',
    from: 'alice@example.com',
    at: 1_795_392_000_000,
    isRead: false,
    name: '=?utf-8?B?QWxpY2U=?=',
    runId,
    sequence: 1,
    contentType: 'text/plain; charset=UTF-8',
    body: 'b25l',
  }

  test('with messages that are none keeps the others', async () => {
    const bad = Object.keys(good)
      .filter((key) => key !== 'isRead')
      .map((key) => ({ ...good, [key]: null }))
    const dave = await withMessages([null, 'x', { ...good, at: -1 }, ...bad, good])
    expect(await dave.texts()).toEqual(['one'])
  })

  test.each([undefined, null, {}, 'x'])(
    'of an earlier version, or with %j for them, has none',
    async (none) => {
      expect(await (await withMessages(none)).ids()).toEqual([])
    },
  )
})
