import { useEffect, useMemo, useRef, useState } from 'react'
import type { Conversation } from '../../app/conversation.ts'
import type { TextFormat } from '../../app/message.ts'
import { call } from '../bridge.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { atDraft, sentTexts, stepInHistory } from './input-history.ts'
import { charactersLeft } from './message-limit.ts'
import { createOutgoing } from './outgoing.ts'
import { joined } from './kept-draft.ts'
import { useKeptText } from './use-kept-text.ts'

interface Options {
  readonly conversation: Conversation
  readonly format: TextFormat
  readonly signedOut: boolean
  readonly onProblem: (sentence: string | null) => void
}

/** The text that is being written: kept until it was taken, also when the program ends; given back when it was not. */
export function useDraft({ conversation, format, signedOut, onProblem }: Options) {
  const { id, entries } = conversation
  const [draft, setDraft] = useState('')
  /** The same, for what happens before it is drawn. */
  const now = useRef('')
  const place = useRef(atDraft)
  /** What nobody else has yet. */
  const held = () => joined([...outgoing.texts(), now.current])
  const kept = useKeptText(id, {
    text: held,
    onRead: (before) => put(joined([before, now.current])),
  })
  const put = (text: string) => {
    now.current = text
    setDraft(text)
    kept.changed()
  }
  const latest = useRef({ put, kept, onProblem })
  useEffect(() => {
    latest.current = { put, kept, onProblem }
  })

  const outgoing = useMemo(
    () =>
      createOutgoing({
        send: (text, textFormat) => call('sendMessage', id, text, textFormat),
        onTaken: () => latest.current.kept.changed(true),
        onRefused(texts, { reason, detail }) {
          latest.current.put(joined([...texts, now.current]))
          latest.current.onProblem(reasonSentence(reason, detail))
        },
      }),
    [id],
  )

  const write = (text: string) => {
    place.current = atDraft
    put(text)
    onProblem(null)
    if (text.trim() !== '') void call('reportTyping', id)
  }

  const send = () => {
    if (draft.trim() === '' || (charactersLeft(draft) ?? 0) < 0) return
    if (signedOut) return onProblem(t('conversation.not-sent'))
    outgoing.push(draft, format)
    place.current = atDraft
    put('')
    onProblem(null)
  }

  const lookBack = (step: 1 | -1) => {
    const next = stepInHistory(sentTexts(entries), place.current, draft, step)
    if (next === null) return
    place.current = next.place
    put(next.text)
  }

  /** A text that was taken back stands before what is being written. */
  const giveBack = (text: string) => {
    place.current = atDraft
    put(joined([text, now.current]))
    kept.flush()
  }

  return { draft, write, send, lookBack, giveBack, flush: kept.flush }
}
