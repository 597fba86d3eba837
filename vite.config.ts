import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const abs = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const node = { consumer: 'server' as const, resolve: { noExternal: true as const, external: ['electron'] } }

/** One configuration, four environments, one command: `vite build --app`. */
export default defineConfig({
  root: abs('renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: abs('dist/renderer'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    target: 'chrome150',
    assetsInlineLimit: 0,
  },
  environments: {
    main: {
      ...node,
      build: {
        outDir: abs('dist/main'),
        emptyOutDir: true,
        copyPublicDir: false,
        target: 'node24',
        minify: false,
        sourcemap: true,
        rolldownOptions: {
          input: abs('main/index.ts'),
          external: [/^electron(\/.*)?$/, /^node:/],
          output: { format: 'es', entryFileNames: 'index.js' },
        },
      },
    },
    // Electron's own tests start threads from an archive as CommonJS files by their paths, so this is one.
    worker: {
      ...node,
      build: {
        outDir: abs('dist/worker'),
        emptyOutDir: true,
        copyPublicDir: false,
        target: 'node24',
        minify: false,
        sourcemap: true,
        rolldownOptions: {
          input: abs('main/history/worker.ts'),
          external: [/^node:/],
          output: { format: 'cjs', entryFileNames: 'history.cjs', codeSplitting: false },
        },
      },
    },
    preload: {
      ...node,
      build: {
        outDir: abs('dist/preload'),
        emptyOutDir: true,
        copyPublicDir: false,
        target: 'chrome150',
        minify: false,
        rolldownOptions: {
          input: abs('preload/index.ts'),
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
        },
      },
    },
  },
  builder: {
    buildApp: async (builder) => {
      const environments = Object.values(builder.environments).filter((each) => each.name !== 'ssr')
      await Promise.all(environments.map((each) => builder.build(each)))
    },
  },
})
