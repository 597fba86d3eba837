import type { Sent } from '../../protocol/delivery.ts'
import { TimeoutError, UnacknowledgedError } from '../../protocol/errors.ts'
import { explain } from '../reasons.ts'
import type { Turn } from './flights.ts'
import { outcomeOnSwitchboard, type SendOutcome } from './send-outcome.ts'
import type { Job } from './sending-queue.ts'
import type { SwitchboardLink } from './switchboard-link.ts'

/** Who hears of an attempt, besides whoever made it. */
export interface AttemptOptions {
  /** The acknowledgement came after the job's fate had been uncertain. */
  onLate(job: Job): void
  log(message: string, error: unknown): void
}

/** Sends a line over a switchboard, at once; resolves with what became of it. Never rejects. */
export async function attempt(
  turn: Turn,
  link: SwitchboardLink,
  options: AttemptOptions,
): Promise<SendOutcome> {
  const { job } = turn
  const several = link.participants.length > 1
  link.carried = true
  try {
    await sendOver(link, job)
    return { kind: 'delivered' }
  } catch (error) {
    if (error instanceof TimeoutError) link.doubtful = true
    if (error instanceof UnacknowledgedError) void error.late.then(() => cameLate(job, link, options))
    if (explain(error).reason === 'unexpected') options.log('a line could not be sent', error)
    return outcomeOnSwitchboard(error, {
      firstPiece: job.firstPiece,
      toSeveral: several && !turn.roomEmptied,
    })
  }
}

function cameLate(job: Job, link: SwitchboardLink, options: AttemptOptions): void {
  link.doubtful = false
  options.onLate(job)
}

function sendOver(link: SwitchboardLink, { line, firstPiece }: Job): Promise<Sent> {
  switch (line.kind) {
    case 'text':
      return link.sendText(line.text, line.format, firstPiece)
    case 'nudge':
      return link.sendNudge()
  }
}
