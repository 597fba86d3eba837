import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { accountIdOf } from '../../app/account.ts'
import { conversationIdOf } from '../../app/conversation.ts'
import { callSchemas } from '../../app/ipc.ts'

const accepts = (name: keyof typeof callSchemas, ...args: unknown[]): boolean =>
  v.safeParse<v.GenericSchema>(callSchemas[name], args).success

const accountId = accountIdOf('custom-2', "O'Brien+x@Example.com")
const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '']

describe('the ids of calls', () => {
  test('are those that the program makes', () => {
    expect(accepts('signOut', accountId)).toBe(true)
    expect(accepts('closeConversation', conversationIdOf(accountId, 'bob@example.com'))).toBe(true)
    expect(accepts('closeConversation', `${conversationIdOf(accountId, 'bob@example.com')}#2`)).toBe(true)
    expect(accepts('closeConversation', `${conversationIdOf(accountId, '')}6f2c7a10-0000-4000`)).toBe(true)
  })

  test.each(inherited)('are nothing that every object has (%s)', (id) => {
    expect(accepts('signOut', id)).toBe(false)
    expect(accepts('openConversation', id, 'bob@example.com')).toBe(false)
    expect(accepts('closeConversation', id)).toBe(false)
    expect(accepts('showContactList', id)).toBe(false)
  })
})

describe('a change of settings', () => {
  test('holds what changes and nothing else', () => {
    expect(v.parse(callSchemas.changeSettings, [{ theme: 'dark' }])).toEqual([{ theme: 'dark' }])
  })
})
