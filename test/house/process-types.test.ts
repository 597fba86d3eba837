import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What the compiler says about a text, as if it were a file of that folder; nothing is written to disk. */
function complaints(folder: string, text: string): string[] {
  const file = path.join(root, folder, 'planted.ts')
  const config = ts.readConfigFile(path.join(root, folder, 'tsconfig.json'), ts.sys.readFile) as {
    config: unknown
  }
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, path.join(root, folder))
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile } = host
  host.fileExists = (name) => name === file || fileExists(name)
  host.readFile = (name) => (name === file ? `${text}\n` : readFile(name))
  const program = ts.createProgram([file], options, host)
  const found = ts.getPreEmitDiagnostics(program, program.getSourceFile(file))
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

describe('each process knows only its own world', () => {
  test.each([
    ['app', 'export const bytes = Buffer.from([1])', 'Buffer'],
    ['app', 'export const place = process.cwd()', 'process'],
    ['app', 'export const title = document.title', 'document'],
    ['app', 'export const page = window.location', 'window'],
    ['main', 'export const title = document.title', 'document'],
    ['main', 'export const page = window.location', 'window'],
    ['preload', 'export const title = document.title', 'document'],
    ['renderer', 'export const bytes = Buffer.from([1])', 'Buffer'],
    ['renderer', 'export const place = process.cwd()', 'process'],
  ])('in %s, `%s` does not compile', (folder, text, name) => {
    expect(complaints(folder, text)).toEqual([expect.stringContaining(`'${name}'`)])
  })

  test.each([
    ['app', 'export const text = new Intl.NumberFormat().format(1)'],
    ['main', 'export const bytes = Buffer.from([1])'],
    [
      'preload',
      "import { contextBridge } from 'electron'\nexport const expose = contextBridge.exposeInMainWorld",
    ],
    ['renderer', 'export const title = document.title'],
  ])('in %s, `%s` compiles', (folder, text) => {
    expect(complaints(folder, text)).toEqual([])
  })

  test.each(['enum Colour { Red }', 'namespace Place { export const here = 1 }'])(
    '`%s` does not compile: Node runs the sources by leaving the types out',
    (text) => {
      expect(complaints('app', `export ${text}`)).toEqual([expect.stringContaining('erasableSyntaxOnly')])
    },
  )
})
