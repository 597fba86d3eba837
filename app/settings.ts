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

const proxySchema = v.object({
  kind: v.picklist(['system', 'none', 'socks5', 'http']),
  host: v.pipe(v.string(), v.trim(), v.regex(/^[A-Za-z0-9.\-:[\]]{0,253}$/)),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535)),
  username: v.pipe(v.string(), v.maxLength(255)),
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
  /** How the contact list is put in order: by folds of status or of groups, or one list by name or by last talk. */
  contactOrder: v.optional(v.picklist(['group', 'status', 'name', 'last-talk']), 'group'),
  /** Where contacts who are offline stand: in a fold of their own, among the others, or nowhere. */
  offlineContacts: v.optional(v.picklist(['grouped', 'in-place', 'hidden']), 'grouped'),
  /** Whether conversations are kept on this computer. */
  keepHistory: v.optional(v.boolean(), true),
  /** Conversations that are not kept, as `historyKey` names them. */
  historyNotKept: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(401))), v.maxLength(2000)), []),
  /** Whether a conversation opens with the lines that were said last time. */
  showLastTalk: v.optional(v.boolean(), true),
  /** Minutes without input after which the status becomes idle; 0 for never. */
  idleMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(240)), 5),
  /** How connections are made: as the system says, directly, or through this proxy. Its password is kept elsewhere. */
  proxy: v.optional(proxySchema, { kind: 'system', host: '', port: 1080, username: '' }),
  /** Whether the user was told that chats on these networks are not encrypted. */
  toldOfPlainText: v.optional(v.boolean(), false),
  /** What is folded in the contact lists: groups as `accountId/groupId`, and the fixed folds by name, for all accounts. */
  foldedGroups: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(401))), v.maxLength(200)), []),
  /** Codes of the emoticons used last, newest first. */
  recentEmoticons: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(16))), v.maxLength(24)), []),
})

/** The settings of the program. */
export type Settings = v.InferOutput<typeof settingsSchema>

/** A change of some settings. */
export const settingsPatchSchema = v.partial(settingsSchema)

/** What a fresh installation starts with. */
export const defaultSettings: Settings = v.parse(settingsSchema, {})
