import { expect, test } from 'vitest'
import { runKills } from './run-kills.ts'

const kills = 12
/** Another one every time; a failure says which. */
const seed = Math.floor(Math.random() * 2 ** 31)

test('a program that is killed in a busy chat has kept what it showed', { timeout: 180_000 }, async () => {
  const { figures, wrong } = await runKills(kills, seed)
  expect(wrong, `node test/kills/kills.ts --kills ${kills} --seed ${seed}`).toEqual([])
  expect(figures.kills).toBe(kills)
  // Otherwise it was no busy chat, and proves nothing.
  expect(figures.delivered).toBeGreaterThan(kills)
  expect(figures.incomingKept).toBeGreaterThan(kills)
})
