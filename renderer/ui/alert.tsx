import type { ReactNode } from 'react'
import './alert.css'
import { Icon } from './icon.tsx'

/** A sentence about something that went wrong; screen readers say it at once. */
export function Alert({ children, after }: { readonly children: ReactNode; readonly after?: ReactNode }) {
  return (
    <div className="alert">
      <Icon name="warning" />
      <p role="alert">{children}</p>
      {after}
    </div>
  )
}
