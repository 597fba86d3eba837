import * as v from 'valibot'
import { defaultFormat } from './message.ts'

/** How a text looks, as an argument of a call: strict, because it goes out on the wire. */
export const formatSchema = v.object({
  font: v.pipe(v.string(), v.maxLength(64)),
  bold: v.boolean(),
  italic: v.boolean(),
  underline: v.boolean(),
  strikethrough: v.boolean(),
  color: v.nullable(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/))),
  charset: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255)),
  pitchFamily: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255)),
  rightToLeft: v.boolean(),
})

/** The settings of the program; the type and the defaults follow from it. */
export const settingsSchema = v.object({
  /** The format that new messages are written in. */
  format: v.optional(formatSchema, defaultFormat),
  theme: v.optional(v.picklist(['system', 'light', 'dark']), 'system'),
  /** Size of the letters in every window, in per cent. */
  textSize: v.optional(v.pipe(v.number(), v.integer(), v.minValue(80), v.maxValue(200)), 100),
  sounds: v.optional(v.boolean(), true),
  toasts: v.optional(v.boolean(), true),
  /** Whether nudges of others shake the window; they are listed in any case. */
  shakeOnNudge: v.optional(v.boolean(), true),
  /** Draw emoticons as pictures instead of their codes. */
  emoticons: v.optional(v.boolean(), true),
  showOffline: v.optional(v.boolean(), true),
  /** Ids of groups that are folded in the contact list, and the fixed folds `online`, `offline`, `other`. */
  foldedGroups: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(200)), []),
  /** Codes of the emoticons used last, newest first. */
  recentEmoticons: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(16))), v.maxLength(24)), []),
})

/** The settings of the program. */
export type Settings = v.InferOutput<typeof settingsSchema>

/** A change of some settings. */
export const settingsPatchSchema = v.partial(settingsSchema)

/** What a fresh installation starts with. */
export const defaultSettings: Settings = v.parse(settingsSchema, {})
