/** So many lines have a place in each millisecond. */
export const placesPerMs = 1024

/** One more than the last place there can be. */
export const endOfPlaces = Number.MAX_SAFE_INTEGER

/** The last millisecond that has places of its own, in the year 2248. */
const lastMs = Math.floor(endOfPlaces / placesPerMs) - 1_000_000

/** The first place of a time in milliseconds since 1970; times that no clock shows have the nearest one, what is no time the first. */
export const placeOf = (at: number): number =>
  Math.floor(Math.min(Math.max(Number.isNaN(at) ? 0 : at, 0), lastMs)) * placesPerMs

/** The time of a place, in milliseconds since 1970. */
export const timeOf = (seq: number): number => Math.floor(seq / placesPerMs)
