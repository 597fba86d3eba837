import js from '@eslint/js'
import importX from 'eslint-plugin-import-x'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import { readdirSync } from 'node:fs'

// The import table of docs/architecture.md: which of our folders, and which packages, a folder may import.
// The test in test/house plants an import that each row forbids.
const table = [
  { target: 'app', folders: ['app'], packages: ['valibot'] },
  { target: 'main/protocol/wire', folders: ['main/protocol/wire'], packages: [] },
  {
    target: 'main/protocol',
    parts: ['main/protocol/*.ts', 'main/protocol/!(wire)/**'],
    folders: ['main/protocol', 'app'],
    packages: ['node:crypto', 'fast-xml-parser'],
  },
  { target: 'main/net', folders: ['main/net', 'main/protocol/wire'], packages: ['node:', 'socks'] },
  {
    target: 'main/server',
    folders: ['main/server', 'main/protocol/wire', 'main/net'],
    packages: ['node:', 'fast-xml-parser'],
  },
  { target: 'main/storage', folders: ['main/storage', 'app'], packages: ['node:', 'valibot'] },
  {
    target: 'main/history',
    folders: ['main/history', 'app', 'main/storage'],
    packages: ['node:', 'valibot', 'fast-xml-parser'],
  },
  {
    target: 'main/messenger',
    folders: ['main/messenger', 'app', 'main/protocol', 'main/net', 'main/storage'],
    packages: ['node:', 'valibot'],
  },
  { target: 'main/desktop', folders: ['main/desktop', 'app'], packages: ['node:', 'electron', 'valibot'] },
  { target: 'main/*.ts', folders: ['main', 'app'], packages: ['node:', 'valibot'] },
  { target: 'main/ipc.ts', folders: ['main/ipc.ts', 'app'], packages: ['electron', 'valibot'] },
  { target: 'main/index.ts', folders: ['main', 'app'], packages: ['node:', 'electron'] },
  { target: 'main/client.ts', folders: ['main', 'app'], packages: ['node:', 'valibot'] },
  { target: 'preload', folders: ['preload', 'app'], packages: ['electron'] },
  {
    target: 'renderer',
    folders: ['renderer', 'app'],
    packages: ['react', 'react-dom', 'zustand', '@tanstack/react-virtual', 'valibot'],
  },
]

const zones = table.flatMap(({ target, parts = [target], folders }) =>
  parts.map((part) => ({
    target: part,
    from: '.',
    except: [...folders.map((folder) => `./${folder}`), './node_modules'],
    message: `${target} imports only ${folders.join(', ')} (docs/architecture.md).`,
  })),
)

// A window knows what all windows share and never another window; what they share knows no window.
const shared = ['ui', 'strings', 'theme', 'networks', 'log', 'keeping']
const inRenderer = readdirSync(new URL('renderer', import.meta.url), { withFileTypes: true })
const windows = inRenderer
  .filter((each) => each.isDirectory() && !shared.includes(each.name))
  .map(({ name }) => name)
const sharedFiles = inRenderer
  .filter((each) => each.isFile() && each.name.endsWith('.ts'))
  .map(({ name }) => name)

const windowZones = [...windows, ...shared].map((name) => ({
  target: `renderer/${name}`,
  from: './renderer',
  except: [...new Set([name, ...shared, ...sharedFiles])].map((each) => `./${each}`),
  message: 'A window imports no other window: only ui, strings, theme, networks, log, keeping and the store.',
}))

const source = ({ target }) =>
  target.endsWith('.ts') ? [target] : [`${target}/**/*.ts`, `${target}/**/*.tsx`]

const onlyPackages = (row) => {
  const allowed = row.packages.map((name) => (name.endsWith(':') ? name : `${name}(?:/|$)`))
  const regex = `^(?!${['\\.{1,2}/', ...allowed].join('|')})`
  const message = `${row.target} imports only ${row.packages.join(', ') || 'no package'} (docs/architecture.md).`
  return {
    files: source(row),
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] },
  }
}

const timers = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval']
const nodeGlobals = ['process', 'console', 'URL', 'Buffer', 'require', ...timers]

export default tseslint.config(
  {
    ignores: [
      ...['dist/', 'release/', 'test-results/', 'playwright-report/', 'tour/', 'bench-results/', '.cache/'],
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({ project: ['*/tsconfig.json'], noWarnOnMultipleProjects: true }),
      ],
    },
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        { basePath: import.meta.dirname, zones: [...zones, ...windowZones] },
      ],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['renderer/**/*.tsx', 'renderer/**/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  ...[...table].sort((one, other) => one.target.length - other.target.length).map(onlyPackages),
  {
    files: ['test/**/*.ts', 'test/**/*.tsx', '*.config.ts'],
    rules: {
      'import-x/no-default-export': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['scripts/**/*.mjs', '*.js', 'test/**/*.{js,cjs,mjs}'],
    languageOptions: { globals: Object.fromEntries(nodeGlobals.map((name) => [name, 'readonly'])) },
  },
)
