import { registerHooks } from 'node:module'

const double = new URL('./electron.ts', import.meta.url).href

// The specifier 'electron', by import and by require, is the double.
registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/(main|common))?$/.test(specifier)
      ? { url: double, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
})
