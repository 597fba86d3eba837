/** What was counted in one busy chat. */
export interface KillFigures {
  readonly kills: number
  /** Lines of Alice: asked for, taken by her program, and what became of these. */
  readonly asked: number
  readonly written: number
  readonly delivered: number
  readonly stored: number
  /** Their writer is asked what shall be done with them. */
  readonly uncertain: number
  readonly uncertainThatArrived: number
  readonly waiting: number
  readonly failed: number
  /** Never handed over when the program was killed, and sent by a later run. */
  readonly sentByLaterRun: number
  /** Sent again because the user wanted it. */
  readonly retried: number
  /** Lines of the others: written, kept by Alice's history, and of these the ones left while she was away. */
  readonly incoming: number
  readonly incomingKept: number
  readonly incomingLeft: number
  /** The server gave them to a program that was killed before it could show them. */
  readonly incomingLostInSocket: number
  /** Everything that was shown at a kill, and is in the history. */
  readonly shown: number
}

/** The figures as lines of text. */
export const figuresText = (figures: KillFigures): string =>
  Object.entries(names)
    .map(([field, name]) => `${String(figures[field as keyof KillFigures]).padStart(7)}  ${name}`)
    .join('\n')

const names: Readonly<Record<keyof KillFigures, string>> = {
  kills: 'kills',
  shown: 'lines shown in all runs, each of them in the history after every kill',
  asked: "of Alice's lines her program was asked to send",
  written: 'of these were taken (the others were asked for in the moment of a kill)',
  delivered: 'delivered',
  stored: 'kept by the network for somebody who is offline',
  uncertain: 'uncertain: handed over at a kill, and not sent again by themselves',
  uncertainThatArrived: 'of these had arrived',
  waiting: 'waiting for their writer',
  failed: 'failed',
  sentByLaterRun: 'not handed over at a kill, and sent by a later run',
  retried: 'sent again because their writer wanted it',
  incoming: "of the others' lines the network took",
  incomingKept: 'of these are in the history',
  incomingLeft: 'of these had been left while the program did not run',
  incomingLostInSocket: 'had been given to a program that was killed before it showed them',
}
