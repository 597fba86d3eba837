import { useCallback, useEffect, useRef, useState } from 'react'
import type { HistoryTalk } from '../../app/history.ts'
import type { Reason } from '../../app/reasons.ts'
import { call } from '../bridge.ts'

/** While lines come, the list is read again no more often than this. */
const pauseMs = 1000

/** Every conversation of the history; null until it was read. It is read again when the window gets the focus, and when asked. */
export function useTalks() {
  const [talks, setTalks] = useState<readonly HistoryTalk[] | null>(null)
  const [reason, setReason] = useState<Reason | null>(null)
  const timer = useRef<number>(undefined)
  const turn = useRef(0)

  const reload = useCallback(async () => {
    window.clearTimeout(timer.current)
    timer.current = undefined
    const mine = (turn.current += 1)
    const result = await call('listHistory')
    if (mine !== turn.current) return
    setReason(result.ok ? null : result.reason)
    if (result.ok) setTalks(result.value)
  }, [])

  const reloadSoon = useCallback(() => {
    timer.current ??= window.setTimeout(() => void reload(), pauseMs)
  }, [reload])

  useEffect(() => {
    const onFocus = () => void reload()
    onFocus()
    window.addEventListener('focus', onFocus)
    return () => window.removeEventListener('focus', onFocus)
  }, [reload])
  return { talks, reason, reload, reloadSoon }
}
