// Writes the program's sounds anew from their scores: node scripts/make-sounds.mjs (Node 24).
import { writeFileSync } from 'node:fs'
import { synthesise } from '../renderer/theme/sounds/synthesise.ts'

for (const sound of ['message', 'nudge', 'contact-online', 'alert']) {
  writeFileSync(new URL(`../renderer/theme/sounds/${sound}.wav`, import.meta.url), synthesise(sound))
}
