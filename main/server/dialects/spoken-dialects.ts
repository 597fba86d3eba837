import type { DialectForms } from './dialect-forms.ts'
import { msnp13, msnp14, msnp15, msnp16, msnp17, msnp18 } from './forms-by-address-book.ts'
import { msnp10, msnp11, msnp12 } from './forms-by-id.ts'
import { msnp8, msnp9 } from './forms-by-number.ts'

/** Every dialect that the server speaks, best first. */
export const spokenDialects: readonly DialectForms[] = [
  msnp18,
  msnp17,
  msnp16,
  msnp15,
  msnp14,
  msnp13,
  msnp12,
  msnp11,
  msnp10,
  msnp9,
  msnp8,
]
