import fc from 'fast-check'
import { expect, test } from 'vitest'
import { colorsOf, markColors } from '../../renderer/ui/account-marks.ts'

const ids = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 12 })

test('no two accounts have the same colour while there are colours left', () => {
  fc.assert(
    fc.property(ids, (accountIds) => {
      const colors = colorsOf(accountIds)
      expect(new Set(colors.values()).size).toBe(Math.min(accountIds.length, markColors))
      for (const color of colors.values()) expect(color >= 0 && color < markColors).toBe(true)
    }),
  )
})

test('an account keeps its colour when further ones sign in', () => {
  fc.assert(
    fc.property(ids, (accountIds) => {
      const all = colorsOf(accountIds)
      for (const [index, id] of accountIds.entries())
        expect(colorsOf(accountIds.slice(0, index + 1)).get(id)).toBe(all.get(id))
    }),
  )
})
