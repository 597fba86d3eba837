import { createRoot } from 'react-dom/client'
import { lazy, StrictMode, Suspense, useEffect } from 'react'
import type { WindowKind } from '../app/ipc.ts'
import { replica, useReplica } from './store.ts'
import { language, t } from './strings/strings.ts'
import './theme/theme.css'
import { applyTheme } from './theme/apply-theme.ts'
import { useSounds } from './ui/sounds.ts'

const SignInWindow = lazy(() =>
  import('./sign-in/sign-in-window.tsx').then((module) => ({ default: module.SignInWindow })),
)
const ContactListWindow = lazy(() =>
  import('./contact-list/contact-list-window.tsx').then((module) => ({ default: module.ContactListWindow })),
)
const ConversationWindow = lazy(() =>
  import('./conversation/conversation-window.tsx').then((module) => ({ default: module.ConversationWindow })),
)
const SettingsWindow = lazy(() =>
  import('./settings/settings-window.tsx').then((module) => ({ default: module.SettingsWindow })),
)
const HistoryWindow = lazy(() =>
  import('./history/history-window.tsx').then((module) => ({ default: module.HistoryWindow })),
)

const address = new URLSearchParams(window.location.search)

function WindowOfAddress() {
  const kind = address.get('window') as WindowKind | null
  switch (kind) {
    case 'contact-list':
      return <ContactListWindow accountId={address.get('account') ?? ''} />
    case 'conversation':
      return <ConversationWindow conversationId={address.get('id') ?? ''} />
    case 'settings':
      return <SettingsWindow />
    case 'history':
      return <HistoryWindow />
    case 'sign-in':
    case null:
      return <SignInWindow />
  }
}

function Root() {
  const theme = useReplica((state) => state.settings.theme)
  const textSize = useReplica((state) => state.settings.textSize)
  useEffect(() => applyTheme(document.documentElement, theme, textSize), [theme, textSize])
  useSounds()
  return (
    <Suspense>
      <WindowOfAddress />
    </Suspense>
  )
}

document.documentElement.lang = language
document.title = t('program.name')
const root = createRoot(document.getElementById('root')!)
void replica.connect(window.messenger).then(() =>
  root.render(
    <StrictMode>
      <Root />
    </StrictMode>,
  ),
)
