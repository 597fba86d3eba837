import type { AccountId } from '../../app/account.ts'
import type { ConversationId } from '../../app/conversation.ts'
import { origin } from './served-file.ts'

/** Which window: there is at most one of each name. */
export type WindowName =
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'contact-list'; readonly accountId: AccountId }
  | { readonly kind: 'conversation'; readonly conversationId: ConversationId }
  | { readonly kind: 'settings' }
  | { readonly kind: 'history' }

export const signIn: WindowName = { kind: 'sign-in' }
export const settings: WindowName = { kind: 'settings' }
export const history: WindowName = { kind: 'history' }
export const contactListOf = (accountId: AccountId): WindowName => ({ kind: 'contact-list', accountId })
export const conversationOf = (conversationId: ConversationId): WindowName => ({
  kind: 'conversation',
  conversationId,
})

/** The address that the window loads, different for different names. */
export function addressOf(name: WindowName): string {
  return `${origin}/index.html?${new URLSearchParams(parameters(name)).toString()}`
}

function parameters(name: WindowName): Record<string, string> {
  switch (name.kind) {
    case 'sign-in':
    case 'settings':
    case 'history':
      return { window: name.kind }
    case 'contact-list':
      return { window: name.kind, account: name.accountId }
    case 'conversation':
      return { window: name.kind, id: name.conversationId }
  }
}
