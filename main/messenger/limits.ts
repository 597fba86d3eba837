/** What others can make this program keep in memory at most, and how often a person may do a thing. */
export const limits = {
  /** Characters of a friendly name or a personal message; real servers stop far below. */
  nameCharacters: 400,
  /** Characters of a text of somebody else, as many as one may send at once; servers pass 1664 bytes, pieces are joined. */
  textCharacters: 20_000,
  /** Switchboards of one account at the same time. */
  switchboards: 100,
  /** Switchboards that one account asks for and connects to at the same moment. */
  openings: 3,
  /** People in one conversation beside us. */
  participants: 100,
  /** Conversations of one account; above it nobody else can open one. */
  conversations: 500,
  /** People of one account of whom something is noted; above it no stranger's talk is. */
  notedPeople: 20_000,
  /** Places of one account at the same time; servers allow few. */
  places: 50,
  /** Offline messages that are fetched before the first of them is shown. */
  offlineMessages: 100,
  /** Servers that one sign-in may be sent on to. */
  redirections: 5,
} as const

/** How long things last, in milliseconds. */
export const durations = {
  /** A typing notice is sent at most this often. */
  betweenTypingNotices: 5_000,
  /** Somebody's typing is shown so long after the notice. */
  typingShown: 6_000,
  /** After a contact could not be reached, typing alone does not ring again for this long. */
  typingHoldOff: 60_000,
  betweenNudges: 10_000,
  /** A silent switchboard with one other person is left; servers do the same at about this time. */
  switchboardIdle: 5 * 60_000,
  /** A switchboard that was silent for so long may end without anything being wrong. */
  silence: 4 * 60_000,
  /** How long a server may take to close a switchboard that we left. */
  leaving: 2_000,
  /** So long it is not believed of anybody that he is offline: after a sign-in the server tells who is online one by one. */
  beforeOffline: 5_000,
  /** A line that was never sent goes out by itself when the program runs again within this time. */
  unsentLines: 60 * 60_000,
  /** How long a line that arrived stays on disk. */
  beforeCleaning: 10_000,
  /** How long signing out waits for lines that are on their way. */
  settling: 3_000,
} as const

/** Data from others, cut so that a character stays whole. */
export function cutText(text: string, characters: number = limits.nameCharacters): string {
  if (text.length <= characters) return text
  const last = text.charCodeAt(characters - 1)
  const splitsPair = last >= 0xd800 && last <= 0xdbff
  return text.slice(0, splitsPair ? characters - 1 : characters)
}
