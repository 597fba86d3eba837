import { useEffect } from 'react'
import type { Conversation } from '../../app/conversation.ts'
import { call } from '../bridge.ts'

/** Reports the lines as read when they are there and somebody can see them. */
export function useMarkRead({ id, unread }: Conversation): void {
  useEffect(() => {
    if (unread === 0) return
    const markIfSeen = () => {
      if (document.visibilityState === 'visible' && document.hasFocus()) void call('markRead', id)
    }
    markIfSeen()
    window.addEventListener('focus', markIfSeen)
    document.addEventListener('visibilitychange', markIfSeen)
    return () => {
      window.removeEventListener('focus', markIfSeen)
      document.removeEventListener('visibilitychange', markIfSeen)
    }
  }, [id, unread])
}
