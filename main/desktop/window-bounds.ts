import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import * as v from 'valibot'
import type { WindowKind } from '../../app/ipc.ts'

/** Place and size of a window on the desktop, in device-independent pixels. */
export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where and how large a window opens; without a position the system chooses one. */
export type Placement = Partial<Pick<Bounds, 'x' | 'y'>> & Pick<Bounds, 'width' | 'height'>

/** How large the windows are at first. */
const firstSizes: Record<WindowKind, { width: number; height: number }> = {
  'sign-in': { width: 360, height: 690 },
  'contact-list': { width: 320, height: 640 },
  conversation: { width: 560, height: 480 },
  settings: { width: 640, height: 600 },
  history: { width: 860, height: 620 },
}

/** How small the windows may be made. */
export const minimumSizes: Record<WindowKind, { width: number; height: number }> = {
  'sign-in': { width: 300, height: 440 },
  'contact-list': { width: 240, height: 320 },
  conversation: { width: 360, height: 320 },
  settings: { width: 340, height: 360 },
  history: { width: 360, height: 360 },
}

/** So far does one conversation's window stand from the one before. */
const cascade = 26

const pixels = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000))
const bounds = v.object({ x: pixels, y: pixels, width: pixels, height: pixels })
const remembered = v.partial(
  v.object({
    'sign-in': bounds,
    'contact-list': bounds,
    conversation: bounds,
    settings: bounds,
    history: bounds,
  }),
)

/** Remembers in a small file where the windows of each kind were. */
export class WindowBounds {
  readonly #file: string
  #bounds: v.InferOutput<typeof remembered>

  constructor(file: string) {
    this.#file = file
    this.#bounds = read(file)
  }

  /**
   * Where a window of this kind opens: as the last one, inside the work areas of the displays that are there now, and
   * not on top of an open one.
   */
  place(kind: WindowKind, workAreas: readonly Bounds[], open: readonly Bounds[]): Placement {
    const last = this.#bounds[kind]
    if (last === undefined) return firstSizes[kind]
    const size = {
      width: Math.max(last.width, minimumSizes[kind].width),
      height: Math.max(last.height, minimumSizes[kind].height),
    }
    const area = workAreas.find((each) => overlaps(each, last))
    if (area === undefined) return fitted(size, workAreas[0])
    return inside(area, cascaded({ x: last.x, y: last.y, ...fitted(size, area) }, open))
  }

  remember(kind: WindowKind, { x, y, width, height }: Bounds): void {
    this.#bounds = { ...this.#bounds, [kind]: { x, y, width, height } }
  }

  /** Writes the file; a place on the desktop is not worth failing for. */
  save(): void {
    try {
      writeFileSync(`${this.#file}.new`, JSON.stringify(this.#bounds))
      renameSync(`${this.#file}.new`, this.#file)
    } catch {
      return
    }
  }
}

function read(file: string): v.InferOutput<typeof remembered> {
  try {
    return v.parse(remembered, JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return {}
  }
}

const overlaps = (a: Bounds, b: Bounds): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

function fitted<T extends Placement>(placement: T, area: Bounds | undefined): T {
  if (area === undefined) return placement
  return {
    ...placement,
    width: Math.min(placement.width, area.width),
    height: Math.min(placement.height, area.height),
  }
}

/** Moves on until no open window has its corner there. */
function cascaded(place: Bounds, open: readonly Bounds[]): Bounds {
  const taken = open.some(({ x, y }) => Math.abs(x - place.x) < cascade && Math.abs(y - place.y) < cascade)
  return taken ? cascaded({ ...place, x: place.x + cascade, y: place.y + cascade }, open) : place
}

/** Wholly inside the area; at its lower right edge a cascade begins again at the upper left. */
function inside(area: Bounds, { x, y, width, height }: Bounds): Bounds {
  const within = (at: number, length: number, start: number, room: number) =>
    Math.max(start, Math.min(at, start + room - length))
  return {
    x: within(x, width, area.x, area.width),
    y: within(y, height, area.y, area.height),
    width,
    height,
  }
}
