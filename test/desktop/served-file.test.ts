import fc from 'fast-check'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { servedFile } from '../../main/desktop/served-file.ts'

const folder = path.resolve('/somewhere/dist/renderer')

describe('served file', () => {
  it.each([
    ['app://papilio/index.html', 'index.html'],
    ['app://papilio/index.html?window=sign-in#top', 'index.html'],
    ['app://papilio/assets/a%20b.css', 'assets/a b.css'],
    ['app://papilio/assets/../index.html', 'index.html'],
    ['app://papilio/%2e%2e/%2e%2e/package.json', 'package.json'],
  ])('of %s is %s', (address, file) => {
    expect(servedFile(folder, address)).toBe(path.join(folder, file))
  })

  it.each([
    'app://papilio/',
    'app://other/index.html',
    'https://papilio/index.html',
    'app://papilio/..%2fmain%2findex.js',
    'app://papilio/..%5c..%5cpackage.json%2f..%2f..%2f..%2fx',
    'app://papilio/a%00.js',
    'app://papilio/%ff',
  ])('of %s is none', (address) => {
    expect(servedFile(folder, address)).toBeNull()
  })

  it('is never outside of the folder', () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '/', '\\', '%00', 'a'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const address = `app://papilio/${pieces.join('/')}`
        const file = URL.canParse(address) ? servedFile(folder, address) : null
        if (file !== null) expect(path.relative(folder, file).split(path.sep)[0]).not.toBe('..')
      }),
    )
  })
})
