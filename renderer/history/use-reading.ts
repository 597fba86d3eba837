import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { Conversation, ConversationId } from '../../app/conversation.ts'
import type { HistoryHit } from '../../app/history.ts'
import type { Entry } from '../../app/message.ts'
import { call } from '../bridge.ts'
import type { Marks } from '../ui/marks.ts'
import { createReading, type Opening, type TalkId } from './reading.ts'

type Conversations = Readonly<Record<ConversationId, Conversation>>

const noEntries: readonly Entry[] = []

/** The conversation that is read, and the lines that come to it meanwhile. */
export function useReading(conversations: Conversations) {
  const [reading] = useState(() =>
    createReading(({ accountId, historyId }, place, count) =>
      call('readHistory', accountId, historyId, place, count),
    ),
  )
  const state = useStore(reading.store)
  const [takesFocus, setTakesFocus] = useState(false)
  const [hit, setHit] = useState<{ readonly entryId: string; readonly marks: Marks } | null>(null)
  const live = useMemo(() => entriesOf(conversations, state.talk), [conversations, state.talk])
  useEffect(() => {
    if (live.length > 0) void reading.follow()
  }, [reading, live])

  const open = (talk: TalkId, place: Opening, focus = false) => {
    setHit(null)
    setTakesFocus(focus)
    return reading.open(talk, place)
  }
  /** Opens the conversation at a line that was found, whose words then stand out; resolves with false when it was deleted. */
  const openHit = ({ line, marks }: HistoryHit, focus = false) => {
    const { accountId, historyId, seq, entry } = line
    const opened = open({ accountId, historyId }, { kind: 'around', seq }, focus)
    setHit({ entryId: entry.id, marks })
    return opened
  }
  return { ...reading, state, live, hit, takesFocus, open, openHit }
}

export type ReadingHere = ReturnType<typeof useReading>

function entriesOf(conversations: Conversations, talk: TalkId | null): readonly Entry[] {
  const open = Object.values(conversations).find(
    ({ accountId, historyId }) => accountId === talk?.accountId && historyId === talk.historyId,
  )
  return open?.entries ?? noEntries
}
