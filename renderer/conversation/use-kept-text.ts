import { useEffect, useRef, useState } from 'react'
import type { ConversationId } from '../../app/conversation.ts'
import { createDraftKeeper } from './draft-keeper.ts'
import { forgetFormerDraft, formerDraft, joined, keepDraft, readDraft } from './kept-draft.ts'

interface Options {
  /** What is to be kept now. */
  readonly text: () => string
  /** What was being written when the conversation was last open. */
  readonly onRead: (text: string) => void
}

/** Keeps a text for the next window of the conversation: in pauses, and at once when the window is left. */
export function useKeptText(id: ConversationId, options: Options) {
  const [keeper] = useState(() => createDraftKeeper({ keep: (text) => keepDraft(id, text) }))
  /** Until it is known what was there nothing is written over it. */
  const isRead = useRef(false)
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })

  useEffect(() => {
    if (isRead.current) return
    void (async () => {
      const [before, former] = [await readDraft(id), formerDraft(id)]
      if (isRead.current) return
      isRead.current = true
      if (before !== null) keeper.began(before)
      // What could not be read is not written over by nothing.
      if (before === null && former === '' && latest.current.text() === '') return
      latest.current.onRead(joined([before ?? '', former]))
      if (former === '') return
      keeper.flush()
      forgetFormerDraft(id)
    })()
  }, [id, keeper])

  useEffect(() => {
    const { flush } = keeper
    window.addEventListener('blur', flush)
    window.addEventListener('pagehide', flush)
    document.addEventListener('visibilitychange', flush)
    return () => {
      flush()
      window.removeEventListener('blur', flush)
      window.removeEventListener('pagehide', flush)
      document.removeEventListener('visibilitychange', flush)
    }
  }, [keeper])

  return {
    /** What is to be kept changed. */
    changed(atOnce = false): void {
      if (!isRead.current) return
      keeper.change(latest.current.text())
      if (atOnce) keeper.flush()
    },
    flush: keeper.flush,
  }
}
