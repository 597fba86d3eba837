import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import path from 'node:path'

const knock = `const s = require('net').connect(process.argv[1], () => s.end(process.argv[2]))
s.on('error', () => process.exit(3)); s.on('close', () => process.exit(0)); s.resume()`

interface Call {
  argv: string[]
  cwd: string
  additionalData: object
}

/** One running program for each profile folder: a socket in it answers those who come later. */
export class SingleInstance {
  #server: Server | undefined

  /** False when another one runs: it has been told then. Synchronous as Electron's, so a child process knocks. */
  lock(
    folder: string,
    additionalData: object,
    heard: (argv: string[], cwd: string, data: object) => void,
  ): boolean {
    if (this.#server) return true
    const socket = path.join(folder, 'Singleton.host')
    const call: Call = { argv: process.argv, cwd: process.cwd(), additionalData }
    const knocked = spawnSync(process.execPath, ['-e', knock, socket, JSON.stringify(call)], {
      timeout: 5000,
      env: {},
    })
    if (knocked.status === 0) return false
    rmSync(socket, { force: true })
    this.#server = createServer({ allowHalfOpen: true }, (caller) => {
      let text = ''
      caller.on('data', (data) => (text += String(data)))
      caller.on('error', () => {})
      caller.on('end', () => {
        const { argv, cwd, additionalData: data } = JSON.parse(text) as Call
        caller.end()
        heard(argv, cwd, data)
      })
    }).listen(socket)
    this.#server.unref()
    return true
  }
}
