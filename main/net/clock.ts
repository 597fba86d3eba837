/** The computer's clock, in the shape that the protocol asks for. */
export const systemClock = {
  now: (): number => Date.now(),
  after(milliseconds: number, run: () => void): () => void {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
}
