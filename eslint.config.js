import js from '@eslint/js'
import importX from 'eslint-plugin-import-x'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

// The import table of docs/architecture.md: which folder may import which.
const table = {
  app: ['app'],
  'main/protocol/wire': ['main/protocol/wire'],
  'main/protocol': ['main/protocol', 'app'],
  'main/net': ['main/net', 'main/protocol/wire'],
  'main/server': ['main/server', 'main/protocol/wire', 'main/net'],
  'main/storage': ['main/storage', 'app'],
  'main/messenger': ['main/messenger', 'app', 'main/protocol', 'main/net', 'main/storage'],
  'main/desktop': ['main/desktop', 'app'],
  'main/ipc.ts': ['app'],
  preload: ['app'],
  renderer: ['app', 'renderer'],
}
const windows = ['sign-in', 'contact-list', 'conversation', 'history', 'settings', 'inspector']

const zones = [
  ...Object.entries(table).map(([target, allowed]) => ({
    target: target === 'main/protocol' ? 'main/protocol/!(wire)/**' : target,
    from: '.',
    except: allowed.map((folder) => `./${folder}`).concat('./node_modules'),
    message: `${target} may import only ${allowed.join(', ')} (docs/architecture.md).`,
  })),
  {
    target: 'main/protocol/*.ts',
    from: '.',
    except: ['./main/protocol', './app', './node_modules'],
    message: 'main/protocol may import only itself and app.',
  },
  ...windows.map((name) => ({
    target: `renderer/${name}`,
    from: './renderer',
    except: [`./${name}`, './ui', './strings', './theme', './store.ts', './bridge.ts'],
    message: 'A window never imports another window: only ui, strings, theme and the store.',
  })),
]

const packages = (files, forbidden) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: forbidden.map((regex) => ({ regex, message: 'Not in this folder (docs/architecture.md).' })) }],
  },
})
const electron = '^electron($|/)'
const node = '^node:'
const react = '^(react|react-dom|zustand)($|/)'

export default tseslint.config(
  { ignores: ['dist/', 'release/', 'test-results/', 'playwright-report/', 'tour/', 'bench-results/', 'test/electron-host/page.js'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: ['*/tsconfig.json'] })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
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
  packages(['app/**/*.ts'], [electron, node, react]),
  packages(['main/protocol/**/*.ts'], [electron, react, '^node:(net|tls|http|https|fs|dns|child_process)']),
  packages(['main/net/**/*.ts', 'main/server/**/*.ts', 'main/storage/**/*.ts', 'main/messenger/**/*.ts'], [electron, react]),
  packages(['main/desktop/**/*.ts', 'main/ipc.ts', 'main/index.ts', 'preload/**/*.ts'], [react]),
  packages(['renderer/**/*.ts', 'renderer/**/*.tsx'], [electron, node]),
  {
    files: ['test/**/*.ts', 'test/**/*.tsx', '*.config.ts'],
    rules: {
      'import-x/no-default-export': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  {
    files: ['scripts/**/*.mjs', '*.js', 'test/**/*.{js,cjs,mjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', globalThis: 'readonly', require: 'readonly', Buffer: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly' } },
  },
)
