import { useEffect, useMemo, useRef, useState } from 'react'
import type { Conversation } from '../../app/conversation.ts'
import type { TextFormat } from '../../app/message.ts'
import { call } from '../bridge.ts'
import { reasonSentence, t } from '../strings/strings.ts'
import { atDraft, sentTexts, stepInHistory } from './input-history.ts'
import { keepDraft, keptDraft } from './kept-draft.ts'
import { charactersLeft } from './message-limit.ts'
import { createOutgoing } from './outgoing.ts'

interface Options {
  readonly conversation: Conversation
  readonly format: TextFormat
  readonly signedOut: boolean
  readonly onProblem: (sentence: string | null) => void
}

/** The text that is being written: kept until it was taken, also when the window closes; given back when it was not. */
export function useDraft({ conversation, format, signedOut, onProblem }: Options) {
  const { id, entries } = conversation
  const [draft, setDraft] = useState(() => keptDraft(id))
  const place = useRef(atDraft)
  useEffect(() => keepDraft(id, draft), [id, draft])

  const outgoing = useMemo(
    () =>
      createOutgoing({
        send: (text, textFormat) => call('sendMessage', id, text, textFormat),
        onRefused(texts, { reason, detail }) {
          setDraft((written) => [...texts, written].filter((text) => text !== '').join('\n'))
          onProblem(reasonSentence(reason, detail))
        },
      }),
    [id, onProblem],
  )

  const write = (text: string) => {
    place.current = atDraft
    setDraft(text)
    onProblem(null)
    if (text.trim() !== '') void call('reportTyping', id)
  }

  const send = () => {
    if (draft.trim() === '' || (charactersLeft(draft) ?? 0) < 0) return
    if (signedOut) return onProblem(t('conversation.not-sent'))
    outgoing.push(draft, format)
    place.current = atDraft
    setDraft('')
    onProblem(null)
  }

  const lookBack = (step: 1 | -1) => {
    const next = stepInHistory(sentTexts(entries), place.current, draft, step)
    if (next === null) return
    place.current = next.place
    setDraft(next.text)
  }

  return { draft, write, send, lookBack }
}
