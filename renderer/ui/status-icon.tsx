import type { ReactElement } from 'react'
import type { OwnPresence, Presence } from '../../app/presence.ts'
import { t } from '../strings/strings.ts'
import './status-icon.css'

/** Every status that can be shown: those of others and one's own. */
export type AnyPresence = Presence | OwnPresence

/** One shape for each status, so that no status is told by its colour alone. */
const marks: Readonly<Record<AnyPresence, ReactElement>> = {
  online: (
    <g className="status-online">
      <circle className="status-body" cx="8" cy="8" r="7" />
      <path className="status-line" d="M4.6 8.4 7 10.8l4.4-5.2" />
    </g>
  ),
  busy: (
    <g className="status-busy">
      <path className="status-body" d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" />
      <path className="status-line" d="M4.6 8h6.8" />
    </g>
  ),
  idle: (
    <g className="status-away">
      <path className="status-body" d="M10.6 1.3A7 7 0 1 0 14.9 9.6 5.6 5.6 0 0 1 10.6 1.3z" />
    </g>
  ),
  'be-right-back': (
    <g className="status-away">
      <circle className="status-body" cx="8" cy="8" r="7" />
      <path className="status-line" d="M6.6 3.9 4 6.3l2.6 2.4M4.3 6.3h4.4a2.7 2.7 0 0 1 0 5.4H6" />
    </g>
  ),
  away: (
    <g className="status-away">
      <circle className="status-body" cx="8" cy="8" r="7" />
      <path className="status-line" d="M8 3.9V8.2l3 2" />
    </g>
  ),
  'on-the-phone': (
    <g className="status-busy">
      <rect className="status-body" x="1" y="1" width="14" height="14" rx="4" />
      <path
        className="status-fill"
        d="M4.3 3.6 6 3.2l1.1 2.6-1.2 1a6.5 6.5 0 0 0 3.3 3.3l1-1.2 2.6 1.1-.4 1.7c-.2.6-.7 1-1.3 1A7.9 7.9 0 0 1 3.3 4.9c0-.6.4-1.1 1-1.3z"
      />
    </g>
  ),
  'out-to-lunch': (
    <g className="status-away">
      <path className="status-body" d="M1 6h11v4.5A3.5 3.5 0 0 1 8.5 14h-4A3.5 3.5 0 0 1 1 10.5z" />
      <path className="status-rim" d="M12 7.2h.9a2 2 0 0 1 0 4H12M4.3 4V2M8.3 4V2" />
    </g>
  ),
  hidden: (
    <g className="status-offline">
      <circle className="status-rim" cx="8" cy="8" r="6" strokeDasharray="2.7 2" />
      <path className="status-rim" d="M5.5 8h5" />
    </g>
  ),
  offline: (
    <g className="status-offline">
      <circle className="status-rim" cx="8" cy="8" r="6" />
      <path className="status-rim" d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4" />
    </g>
  ),
}

interface Props {
  readonly presence: AnyPresence
  /** True where the status is also written next to it. */
  readonly decorative?: boolean
}

/** The mark of a status. */
export function StatusIcon({ presence, decorative = false }: Props) {
  const role = decorative
    ? ({ 'aria-hidden': true } as const)
    : ({ role: 'img', 'aria-label': t(`presence.${presence}`) } as const)
  return (
    <svg className="status-icon" viewBox="0 0 16 16" {...role}>
      {marks[presence]}
    </svg>
  )
}
