import { buildProgram } from './build-program.ts'

process.exitCode = (await buildProgram()) ? 0 : 1
