import { Fragment, useId, useState, type ReactNode } from 'react'
import type { Certificate } from '../../app/connection-test.ts'
import { locale, t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { PlainText } from '../ui/plain-text.tsx'
import { CheckField } from '../ui/text-field.tsx'

interface Props {
  readonly certificate: Certificate
  /** Only certificates of the user's own networks may be trusted without anybody vouching for them. */
  readonly mayTrust: boolean
  readonly onTrust: (fingerprint: string) => void
}

/** An untrusted certificate, to be compared before it is trusted. */
export function CertificateCard({ certificate, mayTrust, onTrust }: Props) {
  const [compared, setCompared] = useState(false)
  const id = useId()
  const { host, fingerprint, subject, issuer, validFrom, validTo } = certificate
  return (
    <section className="certificate" aria-labelledby={id}>
      <h3 id={id}>{t('certificate.heading')}</h3>
      <dl>
        <Fact name={t('certificate.host')}>{host}</Fact>
        <Fact name={t('certificate.fingerprint')}>
          <Fingerprint text={fingerprint} />
        </Fact>
        <Fact name={t('certificate.subject')}>
          <PlainText text={subject} />
        </Fact>
        <Fact name={t('certificate.issuer')}>
          <PlainText text={issuer} />
        </Fact>
        <Fact name={t('certificate.valid')}>
          {t('certificate.validity', { from: dateOf(validFrom), to: dateOf(validTo) })}
        </Fact>
      </dl>
      <p>{t(mayTrust ? 'certificate.compare' : 'certificate.public')}</p>
      {mayTrust && (
        <>
          <CheckField
            label={t('certificate.compared')}
            checked={compared}
            onChange={(event) => setCompared(event.target.checked)}
          />
          <Button look="danger" disabled={!compared} onClick={() => onTrust(fingerprint)}>
            {t('certificate.trust')}
          </Button>
        </>
      )}
    </section>
  )
}

/** A fingerprint as people compare it: its lines end between pairs. */
export const Fingerprint = ({ text }: { readonly text: string }) => (
  <code className="fingerprint">
    {text.split(/(?<=:)/).map((pair, at) => (
      <Fragment key={at}>
        {pair}
        <wbr />
      </Fragment>
    ))}
  </code>
)

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const dateOf = (moment: number): string =>
  Number.isFinite(moment) ? new Date(moment).toLocaleDateString(locale, { dateStyle: 'medium' }) : '?'
