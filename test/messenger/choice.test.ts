import { describe, expect, test } from 'vitest'
import { Choice } from '../../main/messenger/accounts/choice.ts'

function stage() {
  const shown: string[] = []
  const choice = new Choice('online', (value) => shown.push(value))
  const answers: PromiseWithResolvers<void>[] = []
  /** Chooses; the answer is given by `answers[n]`. */
  const choose = (value: string): Promise<string> => {
    const answer = Promise.withResolvers<void>()
    answers.push(answer)
    return choice
      .make(value, () => answer.promise)
      .then(
        () => 'done',
        () => 'refused',
      )
  }
  return { choice, shown, answers, choose }
}

describe('a choice', () => {
  test('shows at once, and no second time when the server repeats it', async () => {
    const { choice, shown, answers, choose } = stage()
    const chosen = choose('busy')
    expect(shown).toEqual(['busy'])
    choice.confirm('busy')
    answers[0]!.resolve()
    expect(await chosen).toBe('done')
    expect(shown).toEqual(['busy'])
  })

  test('that is refused goes back to what the server said last', async () => {
    const { choice, shown, answers, choose } = stage()
    choice.confirm('away')
    const chosen = choose('busy')
    answers[0]!.reject(new Error('no'))
    expect(await chosen).toBe('refused')
    expect(shown).toEqual(['away', 'busy', 'away'])
  })

  test('that is later does not flicker when an earlier one is answered', async () => {
    const { choice, shown, answers, choose } = stage()
    const chosen = [choose('busy'), choose('away')]
    choice.confirm('busy')
    answers[0]!.resolve()
    await chosen[0]
    choice.confirm('away')
    answers[1]!.resolve()
    await chosen[1]
    expect(shown).toEqual(['busy', 'away'])
  })

  test('of several that are refused none stays', async () => {
    const { shown, answers, choose } = stage()
    const chosen = [choose('busy'), choose('away')]
    for (const answer of answers) answer.reject(new Error('no'))
    await Promise.all(chosen)
    expect(shown).toEqual(['busy', 'away', 'online'])
  })
})

test('what the server says unasked shows', () => {
  const { choice, shown } = stage()
  choice.confirm('idle')
  expect(shown).toEqual(['idle'])
})
