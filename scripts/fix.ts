import { say } from './command.ts'
import { tool } from './tools.ts'

const formatted = await tool('prettier', ['--write', '--log-level', 'warn', '.'], { live: true })
const linted = await tool('eslint', ['--fix', '.'], { live: true })
const done = formatted.code === 0 && linted.code === 0
say(done ? 'Formatted and linted.' : 'Some of it has to be mended by hand.')
process.exitCode = done ? 0 : 1
