import { isAmsnEventLog, namesInAmsnLog, parseAmsnLog } from './amsn-log.ts'
import type { FoundFile } from './find-files.ts'
import type { Zone } from './local-times.ts'
import type { LogKind } from './log-kinds.ts'
import type { LogFile, ParsedLog } from './logged-line.ts'
import { parsePidginHtml } from './pidgin-html.ts'
import { namesInPidginText, parsePidginText } from './pidgin-text.ts'
import { namesInWlmLog, parseWlmLog } from './wlm-log.ts'

/** Reads a log of this kind; `pause` lets others have their turn, and rejects when the work is ended. */
export async function parseLog(
  file: LogFile,
  kind: LogKind | null,
  zone: Zone,
  pause: () => Promise<void>,
): Promise<ParsedLog> {
  switch (kind) {
    case 'wlm':
      return parseWlmLog(file, zone, pause)
    case 'amsn':
      return parseAmsnLog(file, zone, pause)
    case 'pidgin-html':
      return parsePidginHtml(file, zone, pause)
    case 'pidgin-text':
      return parsePidginText(file, zone, pause)
    case 'papilio':
    case null:
      return { contact: file.name, lines: [], damaged: true }
  }
}

const none: ReadonlySet<string> = new Set()

/** The names of people in a log whose lines do not say who is its owner. */
export function namesInLog(file: LogFile, kind: LogKind | null): ReadonlySet<string> {
  switch (kind) {
    case 'wlm':
      return namesInWlmLog(file)
    case 'amsn':
      return namesInAmsnLog(file)
    case 'pidgin-text':
      return namesInPidginText(file)
    case 'pidgin-html':
    case 'papilio':
    case null:
      return none
  }
}

/** How exact the times of a log are, in milliseconds. */
export const precisionOf = (kind: LogKind | null): number => (kind === 'wlm' || kind === 'papilio' ? 1 : 1000)

/** A log that has nothing of what was said. */
export const isIgnored = (file: FoundFile): boolean => file.kind === 'amsn' && isAmsnEventLog(file)
