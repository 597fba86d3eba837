import react from '@vitejs/plugin-react'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const repository = fileURLToPath(new URL('../..', import.meta.url))

/** A hash of everything that the windows are built from. */
function hashOfSources(): string {
  const hash = createHash('sha256')
  for (const path of globSync('{app,renderer}/**/*.*', { cwd: repository }).sort()) {
    hash.update(path).update(readFileSync(join(repository, path)))
  }
  return hash.digest('hex').slice(0, 16)
}

/** Builds the windows' pages into a folder outside of the repository, once for all tests as long as no source changes. */
export async function builtRenderer(): Promise<string> {
  const shelf = join(tmpdir(), 'papilio-built-renderer')
  const finished = join(shelf, hashOfSources())
  if (existsSync(finished)) return finished
  await mkdir(shelf, { recursive: true })
  const outDir = await mkdtemp(join(shelf, 'building-'))
  await build({
    configFile: false,
    root: join(repository, 'renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      target: 'chrome150',
      assetsInlineLimit: 0,
      // React as it is for development, because tests run with its warnings.
      chunkSizeWarningLimit: 700,
    },
  })
  await rename(outDir, finished).catch(() => rm(outDir, { recursive: true, force: true }))
  return finished
}
