/** Where a thing is drawn; those of one row share their top. */
export interface Place {
  readonly left: number
  readonly top: number
}

/** The index of the thing that a key leads to from `current` in rows of things, or null where it leads nowhere. */
export function placeAfterKey(key: string, places: readonly Place[], current: number): number | null {
  if (places.length === 0) return null
  switch (key) {
    case 'Home':
      return 0
    case 'End':
      return places.length - 1
    case 'ArrowRight':
      return (current + 1) % places.length
    case 'ArrowLeft':
      return (current - 1 + places.length) % places.length
    case 'ArrowDown':
      return inOtherRow(places, current, 1)
    case 'ArrowUp':
      return inOtherRow(places, current, -1)
    default:
      return null
  }
}

/** The thing nearest to the current one's column in the next row down (1) or up (-1). */
function inOtherRow(places: readonly Place[], current: number, direction: 1 | -1): number | null {
  const from = places[current]
  if (from === undefined) return null
  const beyond = places.filter((place) => (place.top - from.top) * direction > 1)
  if (beyond.length === 0) return null
  const row = beyond.reduce(
    (best, place) => ((place.top - best) * direction < 0 ? place.top : best),
    beyond[0]!.top,
  )
  let nearest: number | null = null
  places.forEach((place, index) => {
    if (Math.abs(place.top - row) > 1) return
    if (nearest === null || distance(place, from) < distance(places[nearest]!, from)) nearest = index
  })
  return nearest
}

const distance = (one: Place, other: Place): number => Math.abs(one.left - other.left)
