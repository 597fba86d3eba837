import { useEffect, useState } from 'react'
import { t } from '../strings/strings.ts'

/** How long until the next try: `until` is in milliseconds since 1970. Not read out, because it changes every second. */
export function Countdown({ until }: { readonly until: number }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1000)
    return () => window.clearInterval(timer)
  }, [])
  const seconds = Math.max(0, Math.ceil((until - now) / 1000))
  return seconds < 120
    ? t('connection.next-seconds', { seconds })
    : t('connection.next-minutes', { minutes: Math.round(seconds / 60) })
}
