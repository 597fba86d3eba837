import { runNode, type Ended, type RunOptions } from './command.ts'

/** The command lines of the development tools, started by file so that they run the same on every system. */
const files = {
  tsc: 'node_modules/typescript/bin/tsc',
  eslint: 'node_modules/eslint/bin/eslint.js',
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  vite: 'node_modules/vite/bin/vite.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/@playwright/test/cli.js',
  'electron-builder': 'node_modules/electron-builder/cli.js',
} as const

/** Runs a development tool to its end. */
export const tool = (
  name: keyof typeof files,
  args: readonly string[],
  options?: RunOptions,
): Promise<Ended> => runNode(files[name], args, options)
