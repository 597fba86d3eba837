import type { OwnPresence, Presence } from '../../../app/presence.ts'

const codes = {
  online: 'NLN',
  busy: 'BSY',
  idle: 'IDL',
  'be-right-back': 'BRB',
  away: 'AWY',
  'on-the-phone': 'PHN',
  'out-to-lunch': 'LUN',
  hidden: 'HDN',
} as const satisfies Record<OwnPresence, string>

const presences: ReadonlyMap<string, OwnPresence> = new Map(
  Object.entries(codes).map(([presence, code]) => [code, presence as OwnPresence]),
)

/** The code of a status, such as `NLN`. */
export const formatPresence = (presence: OwnPresence): string => codes[presence]

/** One's own status, as `CHG` repeats it; null for an unknown code. */
export const parseOwnPresence = (code: string): OwnPresence | null =>
  presences.get(code.toUpperCase()) ?? null

/** Somebody else's status. An unknown code shows as busy; who is hidden is offline to us. */
export function parsePresence(code: string): Presence {
  const known = presences.get(code.toUpperCase())
  if (code.toUpperCase() === 'FLN' || known === 'hidden') return 'offline'
  return known ?? 'busy'
}
