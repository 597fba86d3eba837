/** The eight statuses that a person may choose; `hidden` is shown to others as offline. */
export const ownPresences = [
  'online',
  'busy',
  'idle',
  'be-right-back',
  'away',
  'on-the-phone',
  'out-to-lunch',
  'hidden',
] as const

/** A status that one may choose for oneself. */
export type OwnPresence = (typeof ownPresences)[number]

/** A status as others see it: nobody is seen `hidden`, and everybody may be `offline`. */
export type Presence = Exclude<OwnPresence, 'hidden'> | 'offline'

/** How one's own status looks to others. */
export const seenByOthers = (presence: OwnPresence): Presence =>
  presence === 'hidden' ? 'offline' : presence
