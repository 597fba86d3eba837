import { useEffect, useState } from 'react'
import { settingsPages, type SettingsPage } from '../../app/ipc.ts'
import { onEffect, useReplica } from '../store.ts'
import { t } from '../strings/strings.ts'
import { AccountsPage } from './accounts-page.tsx'
import { ConnectionPage } from './connection-page.tsx'
import { GeneralPage } from './general-page.tsx'
import { HistoryPage } from './history-page.tsx'
import './settings.css'
import { Tabs } from './tabs.tsx'

/** The window of settings. What is changed here counts at once. */
export function SettingsWindow() {
  const settings = useReplica((state) => state.settings)
  const networks = useReplica((state) => state.networks)
  const test = useReplica((state) => state.connectionTest)
  const remembered = useReplica((state) => state.rememberedAccounts)
  const accounts = useReplica((state) => state.accounts)
  const task = useReplica((state) => state.historyTask)
  const problem = useReplica((state) => state.historyProblem)
  const [page, setPage] = useState<SettingsPage>('general')
  useEffect(() => onEffect('show-settings-page', (effect) => setPage(effect.page)), [])
  useEffect(() => void (document.title = t('settings.title')), [])
  return (
    <div className="settings-window">
      <main className="settings">
        <h1 className="unseen">{t('settings.title')}</h1>
        <Tabs
          label={t('settings.pages')}
          tabs={settingsPages.map((id) => ({ id, name: t(`settings.page.${id}`) }))}
          chosen={page}
          onChoose={setPage}
        />
        <section
          className="settings-page"
          role="tabpanel"
          id={`page-${page}`}
          aria-labelledby={`tab-${page}`}
        >
          {page === 'general' && <GeneralPage settings={settings} />}
          {page === 'history' && (
            <HistoryPage {...{ settings, accounts, remembered, networks, task, problem }} />
          )}
          {page === 'connection' && <ConnectionPage settings={settings} networks={networks} test={test} />}
          {page === 'accounts' && (
            <AccountsPage remembered={remembered} accounts={accounts} networks={networks} />
          )}
        </section>
      </main>
    </div>
  )
}
