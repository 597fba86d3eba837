import type { ConnectionTest } from '../../app/connection-test.ts'
import type { Network } from '../../app/networks.ts'
import type { Settings } from '../../app/settings.ts'
import { t } from '../strings/strings.ts'
import { NetworkList } from './network-list.tsx'
import { ProxyFields } from './proxy-fields.tsx'
import { Section } from './section.tsx'

interface Props {
  readonly settings: Settings
  readonly networks: readonly Network[]
  readonly test: ConnectionTest | null
}

/** Networks, the proxy, and what travels encrypted. */
export const ConnectionPage = ({ settings, networks, test }: Props) => (
  <>
    <Section heading={t('settings.networks')}>
      <NetworkList networks={networks} test={test} />
    </Section>
    <Section heading={t('settings.proxy')}>
      <ProxyFields proxy={settings.proxy} />
    </Section>
    <Section heading={t('settings.encryption')}>
      <p>{t('settings.encryption-note')}</p>
    </Section>
  </>
)
