import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import { beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const lint = new ESLint({
  cwd: root,
  ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-imports' || ruleId === 'import-x/no-restricted-paths',
})

/** The rules that an import breaks when it stands in a file; the file's own text on disk is left alone. */
async function broken(file: string, specifier: string): Promise<(string | null)[]> {
  expect(existsSync(path.join(root, file)), file).toBe(true)
  if (specifier.startsWith('.'))
    expect(existsSync(path.join(root, file, '..', specifier)), specifier).toBe(true)
  const [result] = await lint.lintText(`import ${JSON.stringify(specifier)}\n`, {
    filePath: path.join(root, file),
  })
  return [...new Set(result?.messages.map(({ ruleId }) => ruleId))]
}

/** One existing file of each row of the table in docs/architecture.md, what it may import, and what it may not. */
const rows = [
  {
    file: 'app/state.ts',
    may: ['./contact.ts', 'valibot'],
    mayNot: ['../main/messenger/store.ts', '../renderer/store.ts', 'electron', 'node:fs', 'react', 'zustand'],
  },
  {
    file: 'main/protocol/wire/reader.ts',
    may: ['./command.ts'],
    mayNot: [
      '../events.ts',
      '../../../app/contact.ts',
      '../messages/message.ts',
      'node:buffer',
      'valibot',
      'electron',
    ],
  },
  {
    file: 'main/protocol/events.ts',
    may: ['./wire/command.ts', './messages/message.ts', '../../app/contact.ts', 'node:crypto'],
    mayNot: ['../net/connection.ts', '../messenger/store.ts', 'node:net', 'node:fs', 'electron', 'react'],
  },
  {
    file: 'main/protocol/messages/message.ts',
    may: ['../wire/command.ts', '../../../app/message.ts'],
    mayNot: ['../../net/connection.ts', '../../messenger/store.ts', 'node:tls', 'electron'],
  },
  {
    file: 'main/net/connection.ts',
    may: ['../protocol/wire/command.ts', 'node:net', 'socks'],
    mayNot: ['../protocol/events.ts', '../../app/contact.ts', '../messenger/store.ts', 'electron', 'valibot'],
  },
  {
    file: 'main/server/network.ts',
    may: ['fast-xml-parser', './room.ts', '../protocol/wire/command.ts', '../net/connection.ts', 'node:http'],
    mayNot: [
      '../protocol/events.ts',
      '../messenger/store.ts',
      '../../app/networks.ts',
      'electron',
      'valibot',
    ],
  },
  {
    file: 'main/storage/database.ts',
    may: ['./settings.ts', '../../app/settings.ts', 'node:sqlite'],
    mayNot: ['../messenger/store.ts', '../net/connection.ts', '../protocol/events.ts', 'electron', 'react'],
  },
  {
    file: 'main/history/history-service.ts',
    may: [
      './import/import-logs.ts',
      '../storage/history/history.ts',
      '../../app/history.ts',
      'node:worker_threads',
      'fast-xml-parser',
    ],
    mayNot: ['../messenger/store.ts', '../net/connection.ts', '../protocol/events.ts', 'electron', 'react'],
  },
  {
    file: 'main/messenger/store.ts',
    may: ['../../app/state.ts', '../protocol/events.ts', '../net/connection.ts', 'node:crypto'],
    mayNot: [
      '../server/network.ts',
      '../history/history-service.ts',
      '../index.ts',
      '../../renderer/store.ts',
      'electron',
      'zustand',
    ],
  },
  {
    file: 'main/desktop/security.ts',
    may: ['./links.ts', '../../app/ipc.ts', 'electron', 'node:path'],
    mayNot: [
      '../messenger/store.ts',
      '../net/connection.ts',
      '../storage/database.ts',
      '../../renderer/store.ts',
      'react',
    ],
  },
  {
    file: 'main/ipc.ts',
    may: ['../app/ipc.ts', 'electron', 'valibot'],
    mayNot: ['./messenger/store.ts', './desktop/security.ts', './net/connection.ts', 'react'],
  },
  {
    file: 'main/index.ts',
    may: [
      './messenger/store.ts',
      './net/connection.ts',
      './server/network.ts',
      './ipc.ts',
      'electron',
      'node:path',
    ],
    mayNot: ['../renderer/store.ts', '../test/house/import-table.test.ts', 'react', 'zustand'],
  },
  {
    file: 'main/local-network.ts',
    may: ['../app/networks.ts', './server/local-server.ts', 'valibot', 'node:fs'],
    mayNot: ['../renderer/store.ts', 'electron', 'react'],
  },
  {
    file: 'main/client.ts',
    may: [
      './messenger/store.ts',
      './net/connection.ts',
      './server/network.ts',
      '../app/state.ts',
      'node:readline',
    ],
    mayNot: ['../renderer/store.ts', 'electron', 'react'],
  },
  {
    file: 'preload/index.ts',
    may: ['../app/ipc.ts', 'electron'],
    mayNot: ['../main/messenger/store.ts', '../renderer/store.ts', 'node:fs', 'react'],
  },
  {
    file: 'renderer/store.ts',
    may: ['../app/state.ts', 'react', 'zustand', 'zustand/vanilla', 'valibot'],
    mayNot: ['../main/messenger/store.ts', '../main/protocol/wire/command.ts', 'electron', 'node:path'],
  },
  {
    file: 'renderer/sign-in/sign-in-window.tsx',
    may: [
      './sign-in-form.ts',
      '../ui/button.tsx',
      '../strings/strings.ts',
      '../store.ts',
      '../../app/state.ts',
      'react',
    ],
    mayNot: [
      '../conversation/conversation-window.tsx',
      '../contact-list/contact-list-window.tsx',
      '../main.tsx',
      '../../main/messenger/store.ts',
      'electron',
    ],
  },
  {
    file: 'renderer/conversation/conversation-window.tsx',
    may: ['../ui/button.tsx', '../store.ts'],
    mayNot: ['../sign-in/sign-in-window.tsx', '../contact-list/contact-list-window.tsx'],
  },
  {
    file: 'renderer/ui/button.tsx',
    may: ['./icon.tsx', '../strings/strings.ts'],
    mayNot: ['../sign-in/sign-in-window.tsx', '../conversation/conversation-window.tsx'],
  },
]

describe('the import table', () => {
  beforeAll(() => broken('app/state.ts', './contact.ts'), 120_000)

  describe.each(rows)('$file', ({ file, may, mayNot }) => {
    test.each(may)('may import %s', async (specifier) => {
      expect(await broken(file, specifier)).toEqual([])
    })

    test.each(mayNot)('may not import %s', async (specifier) => {
      expect(await broken(file, specifier)).toHaveLength(1)
    })
  })
})
