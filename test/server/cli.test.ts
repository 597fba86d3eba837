import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { isLoopback } from '../../main/net/loopback.ts'
import { instructions, parseCommandLine } from '../../main/server/cli.ts'

const program = fileURLToPath(new URL('../../main/server/cli.ts', import.meta.url))

/** Runs the command line; sends the signal once the network runs, if one is given. */
async function run(
  args: readonly string[],
  signal?: NodeJS.Signals,
): Promise<{ output: string; code: number | null }> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece: string) => {
      output += piece
      if (signal !== undefined && output.includes('Press Ctrl+C')) child.kill(signal)
    })
  }
  const [code] = (await once(child, 'close')) as [number | null]
  return { output, code }
}

test.each(['SIGINT', 'SIGTERM'] as const)('says what clients need, and stops at %s', async (signal) => {
  const { output, code } = await run(['--port', '0', '--http-port', '0'], signal)
  expect(output).toMatch(/server \(notification server\): +127\.0\.0\.1, port \d+\n/)
  expect(output).toMatch(/http:\/\/127\.0\.0\.1:\d+\/rdr\/pprdr\.asp\n/)
  expect(output).toContain('kept in memory')
  expect(output).not.toContain('Warning')
  expect(output).toMatch(/The network has stopped\.\n$/)
  expect(code).toBe(0)
})

test('says in a sentence that a port is taken', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const { output, code } = await run(['--port', String(port), '--http-port', '0'])
  taken.close()
  expect(output).toMatch(
    new RegExp(`^Port ${port} or 0 of 127\\.0\\.0\\.1 is taken, perhaps by another copy`),
  )
  expect(output.trim().split('\n')).toHaveLength(1)
  expect(code).toBe(1)
})

describe('the options', () => {
  test('have defaults that keep the network on this computer', () => {
    expect(parseCommandLine([])).toEqual({
      host: '127.0.0.1',
      port: 1863,
      httpPort: 1864,
      directoryFile: null,
      announcedHost: null,
      contactsWhoAnswer: true,
      help: false,
    })
  })

  test.each([
    [['--port', '65536']],
    [['--port', 'x']],
    [['--http-port', '-1']],
    [['--nonsense']],
    [['extra']],
  ])('%j are refused with a sentence', (args) => {
    expect(parseCommandLine(args)).toBeTypeOf('string')
  })
})

test('a host that others can reach comes with a warning', () => {
  const server = { port: 1, httpPort: 2, close: () => Promise.resolve() }
  expect(instructions({ ...server, host: '0.0.0.0' }, 'x.json').join('\n')).toMatch(
    /Warning: other computers can reach/,
  )
  expect(instructions({ ...server, host: '0.0.0.0' }, 'x.json').join('\n')).toContain(
    '<address of this computer>, port 1',
  )
  expect(instructions({ ...server, host: '::1' }, null).join('\n')).toContain('http://[::1]:2/')
  expect(['127.0.0.1', '127.1.2.3', '::1', 'localhost'].every(isLoopback)).toBe(true)
  expect(['0.0.0.0', '::', '192.168.0.1', '127.evil.example'].some(isLoopback)).toBe(false)
})
