import type { Job } from './sending-queue.ts'
import type { SwitchboardLink } from './switchboard-link.ts'
import type { Way } from './way-finder.ts'

/** A line's place among the others, and its last attempt. */
export interface Turn {
  readonly job: Job
  /** The order in which lines were written, or were sent again by the user. */
  readonly number: number
  sendings: number
  link: SwitchboardLink | null
  /** Everybody left while the answer was awaited. */
  roomEmptied: boolean
}

/** The lines whose answers are awaited. */
export class Flights {
  readonly #turns = new Set<Turn>()
  readonly #whenLanded: (() => void)[] = []

  get count(): number {
    return this.#turns.size
  }

  begin(turn: Turn): void {
    this.#turns.add(turn)
  }

  end(turn: Turn): void {
    this.#turns.delete(turn)
    for (const resolve of this.#whenLanded.splice(0)) resolve()
  }

  /** Resolves when the fate of one of them is known. */
  landing(): Promise<void> {
    return new Promise((resolve) => this.#whenLanded.push(resolve))
  }

  /** The last other person left the switchboard. */
  roomEmptied(link: SwitchboardLink): void {
    for (const turn of this.#turns) if (turn.link === link) turn.roomEmptied = true
  }

  /** Whether one of them is on this switchboard. */
  areOn(link: SwitchboardLink): boolean {
    return [...this.#turns].some((turn) => turn.link === link)
  }

  /** Whether one of them went another way: what is sent now could overtake it. */
  areElsewhere(way: Way): boolean {
    return [...this.#turns].some(({ link }) => way.kind === 'offline' || link !== way.link)
  }
}
