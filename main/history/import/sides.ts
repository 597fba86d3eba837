import type { LoggedLine } from './logged-line.ts'

/** What speaks for a name being the owner's (positive) or another's (negative). */
export type Likelihood = (name: string) => number

/**
 * Which names in the lines of a log between two people are the owner's own. Logs tell people apart only by the names that they had at the time, and
 * names change. Whoever wrote to whom, or answered whom, stands on the other side; so the names fall into chains of two
 * sides each, and what is known of any name of a chain decides for all. Where nothing is known, who spoke first is the
 * other one.
 */
export function ownNames(lines: readonly LoggedLine[], likelihood: Likelihood): ReadonlySet<string> {
  const sides = new Sides()
  for (const [one, other] of opposites(lines)) sides.oppose(one, other)
  const names = namesBetweenTwo(lines)
  const told = toldSides(lines)
  const scores = new Map<string, number>()
  const first = new Map<string, boolean>()
  for (const name of names) {
    const { root, opposite } = sides.find(name)
    const score = (likelihood(name) + (told.get(name) ?? 0)) * (opposite ? -1 : 1)
    scores.set(root, (scores.get(root) ?? 0) + score)
    if (!first.has(root)) first.set(root, opposite)
  }
  return new Set(
    names.filter((name) => {
      const { root, opposite } = sides.find(name)
      const score = scores.get(root) ?? 0
      return score === 0 ? opposite !== first.get(root) : score > 0 !== opposite
    }),
  )
}

/** In the order in which they first occur. */
function namesBetweenTwo(lines: readonly LoggedLine[]): readonly string[] {
  const names = new Set<string>()
  for (const { name, to, group } of lines) {
    if (group !== null) continue
    names.add(name)
    for (const each of to) names.add(each)
  }
  names.delete('')
  return [...names]
}

/** What the log itself says of names, in a few places. */
function toldSides(lines: readonly LoggedLine[]): ReadonlyMap<string, number> {
  const told = new Map<string, number>()
  for (const { name, mine, what } of lines) {
    if (mine !== null && what !== 'nudge') told.set(name, (told.get(name) ?? 0) + (mine ? 10 : -10))
  }
  return told
}

/** Pairs of names that are two people, the most frequent first. */
function opposites(lines: readonly LoggedLine[]): readonly (readonly [string, string])[] {
  const counts = new Map<string, Map<string, number>>()
  const count = (one: string, other: string): void => {
    if (one === '' || other === '' || one === other) return
    const [first, second] = one < other ? [one, other] : [other, one]
    const of = counts.get(first) ?? new Map<string, number>()
    counts.set(first, of.set(second, (of.get(second) ?? 0) + 1))
  }
  let before: LoggedLine | null = null
  for (const line of lines) {
    if (line.group !== null || line.what !== 'text') continue
    if (line.to.length === 1) count(line.name, line.to[0]!)
    else if (before?.session === line.session) count(before.name, line.name)
    before = line
  }
  const pairs = [...counts].flatMap(([one, others]) =>
    [...others].map(([other, count]) => ({ pair: [one, other] as const, count })),
  )
  return pairs.sort((a, b) => b.count - a.count).map(({ pair }) => pair)
}

/** Sets of names in which each stands on one of two sides. */
class Sides {
  readonly #parents = new Map<string, { readonly parent: string; readonly opposite: boolean }>()
  /** Of the sets, by the name that stands for them; the smaller is put below the larger, so ways stay short. */
  readonly #sizes = new Map<string, number>()

  /** The name that stands for the set, and whether this one is on the other side of it. */
  find(name: string): { readonly root: string; readonly opposite: boolean } {
    let opposite = false
    let root = name
    for (let up = this.#parents.get(root); up !== undefined; up = this.#parents.get(root)) {
      opposite = opposite !== up.opposite
      root = up.parent
    }
    return { root, opposite }
  }

  /** Puts two names on different sides, unless what is known already says that they are on the same. */
  oppose(one: string, other: string): void {
    const [a, b] = [this.find(one).root, this.find(other).root]
    if (a === b) return
    const opposite = this.find(one).opposite === this.find(other).opposite
    const [small, large] = this.#size(a) < this.#size(b) ? [a, b] : [b, a]
    this.#parents.set(small, { parent: large, opposite })
    this.#sizes.set(large, this.#size(a) + this.#size(b))
  }

  #size(root: string): number {
    return this.#sizes.get(root) ?? 1
  }
}
