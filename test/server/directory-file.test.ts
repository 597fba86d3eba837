import { chmod, mkdir, readdir, readFile, rmdir, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { startLocalServer } from '../../main/server/local-server.ts'
import { ManualClock } from './manual-clock.ts'
import { fetchTicket, startNetwork } from './test-network.ts'

const daveId = '000000a3-0000-4000-8000-000000001003'

test('accounts, lists, groups, names and messages outlive a restart', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP12')
  const steps = [
    ['PRP 7 MFN Alice%20B', 'PRP 7 MFN Alice%20B'],
    ['PRP 8 PHH 1', 'PRP 8 PHH 1'],
    ['ADC 9 FL N=dave@example.com', `ADC 9 FL N=dave@example.com F=Dave C=${daveId}`],
    [`SBP 10 ${daveId} MFN David`, `SBP 10 ${daveId} MFN David`],
    ['REM 11 AL bob@example.com', 'REM 11 AL bob@example.com'],
    ['ADC 12 BL N=bob@example.com', 'ADC 12 BL N=bob@example.com'],
    ['ADG 13 New 0', 'ADG 13 New <group> 0'],
    [`ADC 14 FL C=${daveId} <group>`, `ADC 14 FL C=${daveId} <group>`],
    ['BLP 15 BL', 'BLP 15 BL'],
    ['GTC 16 N', 'GTC 16 N'],
  ] as const
  for (const [sent, answer] of steps) {
    alice.send(sent)
    await alice.expect(answer)
  }
  alice.send('UUX 17 31', '<Data><PSM>a&amp;b</PSM></Data>')
  await alice.expect('UUX 17 0')
  await fetchTicket(network.httpPort, 'eve@example.com', 'first')
  const group = alice.variable('group')
  await network.close()

  const after = await startNetwork({ directoryFile: network.directoryFile })
  const again = await after.signIn('alice', 'MSNP12')
  again.send('SYN 5 0 0')
  await again.expect(
    'SYN 5 2000-01-01T00:00:00.0-00:00 2000-01-01T00:00:00.0-00:00 3 2',
    'GTC N',
    'BLP BL',
    'PRP MFN Alice%20B',
    'PRP PHH 1',
    'LSG Friends 11111111-0000-4000-8000-000000000001',
    `LSG New ${group}`,
    'LST N=bob@example.com F=Bob C=000000a1-0000-4000-8000-000000001001 13 1 11111111-0000-4000-8000-000000000001',
    'LST N=carol@example.com F=Carol C=000000a2-0000-4000-8000-000000001002 11 1',
    `LST N=dave@example.com F=David C=${daveId} 1 1 ${group}`,
  )
  again.send('CHG 6 NLN 0')
  await again.expect('CHG 6 NLN 0')
  const carol = await after.signIn('carol', 'MSNP12')
  carol.send('CHG 6 NLN 0')
  await carol.expect('CHG 6 NLN 0', 'ILN 6 NLN alice@example.com Alice%20B 0')
  await carol.expectPayload(
    'UBX alice@example.com 60',
    '<Data><PSM>a&amp;b</PSM><CurrentMedia></CurrentMedia></Data>',
  )
  await expect(fetchTicket(after.httpPort, 'eve@example.com', 'second')).rejects.toThrow('401')
  await expect(fetchTicket(after.httpPort, 'eve@example.com', 'first')).resolves.toMatch(/^t=/)
})

test('a change is on disk a moment later, without a password in plain text and for the owner alone', async () => {
  const network = await startNetwork()
  await chmod(network.directoryFile, 0o644)
  await fetchTicket(network.httpPort, 'eve@example.com', 'correct horse')
  expect(await readFile(network.directoryFile, 'utf8')).not.toContain('eve@example.com')
  network.clock.advance(250)
  const text = await vi.waitFor(async () => {
    const read = await readFile(network.directoryFile, 'utf8')
    expect(read).toContain('"address": "eve@example.com"')
    return read
  })
  expect(text).not.toContain('correct horse')
  expect(text).toMatch(/"password": "scrypt\$[0-9a-f]{32}\$[0-9a-f]{64}"/)
  if (process.platform !== 'win32') expect((await stat(network.directoryFile)).mode & 0o777).toBe(0o600)
  expect(await readdir(dirname(network.directoryFile))).toEqual(['directory.json'])
})

describe('a file that is no directory', () => {
  test.each([
    ['cut off', '{"papilio":"directory","version":1,"accounts":[{"addr'],
    ['of another program', '{"name":"x"}'],
    ['of a later version', '{"papilio":"directory","version":2,"accounts":[]}'],
    ['with an account that is none', '{"papilio":"directory","version":1,"accounts":[{"address":"x"}]}'],
    ['empty', ''],
  ])('(%s) is put aside, and said so', async (_, text) => {
    const first = await startNetwork()
    await first.close()
    await writeFile(first.directoryFile, text)
    const network = await startNetwork({ directoryFile: first.directoryFile })
    const aside = (await readdir(dirname(first.directoryFile))).filter((name) => name.includes('damaged'))
    expect(aside).toEqual(['directory.json.damaged-2026-11-23T00-00-00-000Z'])
    expect(await readFile(`${dirname(first.directoryFile)}/${aside[0]}`, 'utf8')).toBe(text)
    expect(network.log[0]).toMatch(/^The directory file .* is damaged\. It was put aside as .*damaged/)
    await expect(fetchTicket(network.httpPort, 'eve@example.com')).resolves.toMatch(/^t=/)
  })
})

test('contacts whose account is missing are left out, so that the lists can be sent', async () => {
  const network = await startNetwork()
  await network.close()
  const directory = JSON.parse(await readFile(network.directoryFile, 'utf8')) as {
    accounts: { address: string }[]
  }
  directory.accounts = directory.accounts.filter(({ address }) => address !== 'bob@example.com')
  await writeFile(network.directoryFile, JSON.stringify(directory))
  const alice = await (await startNetwork({ directoryFile: network.directoryFile })).signIn('alice', 'MSNP8')
  alice.send('SYN 5 0')
  await alice.expect('SYN 5 1 1 2', 'GTC A', 'BLP AL', 'LSG 0 Other%20Contacts 0', 'LSG 1 Friends 0')
  await alice.expect('LST carol@example.com Carol 11 0')
})

test('a directory that cannot be written is said so, and the network goes on', async () => {
  const network = await startNetwork()
  await mkdir(`${network.directoryFile}.new`)
  await fetchTicket(network.httpPort, 'eve@example.com')
  network.clock.advance(250)
  await vi.waitFor(() =>
    expect(network.log.at(-1)).toMatch(/^The directory file .* could not be written: EISDIR/),
  )
  await rmdir(`${network.directoryFile}.new`)
  const alice = await network.online('alice', 'MSNP12')
  alice.send('GTC 7 N')
  await alice.expect('GTC 7 N')
  await network.close()
  expect(await readFile(network.directoryFile, 'utf8')).toContain('"asksWhenAdded": false')
})

test('a directory that cannot be read keeps the network from starting', async () => {
  const network = await startNetwork()
  const file = `${network.directoryFile}/beneath-a-file.json`
  await expect(startNetwork({ directoryFile: file })).rejects.toThrow('ENOTDIR')
})

test('a start that fails, because a port is taken, leaves the file to the one that runs', async () => {
  const network = await startNetwork()
  const file = `${network.directoryFile}.other`
  const clock = new ManualClock()
  const start = startLocalServer({
    host: '127.0.0.1',
    port: 0,
    httpPort: network.port,
    directoryFile: file,
    clock,
  })
  await expect(start).rejects.toMatchObject({ code: 'EADDRINUSE' })
  clock.advance(60_000)
  await network.close()
  expect(await readdir(dirname(file))).toEqual(['directory.json'])
})
