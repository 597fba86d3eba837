import { useEffect, useRef } from 'react'
import type { SignInStep } from '../../app/account.ts'
import { t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { PlainText } from '../ui/plain-text.tsx'
import './progress.css'

const steps: readonly SignInStep[] = ['connecting', 'agreeing', 'authenticating', 'fetching-contacts']

interface Props {
  readonly address: string
  readonly step: SignInStep
  readonly onCancel: () => void
}

/** How far the sign-in has come, with the way to stop it. */
export function Progress({ address, step, onCancel }: Props) {
  const cancel = useRef<HTMLButtonElement>(null)
  useEffect(() => cancel.current?.focus(), [])
  const now = steps.indexOf(step)
  return (
    <section className="progress" aria-labelledby="progress-heading">
      <h2 id="progress-heading">{t('sign-in.signing-in')}</h2>
      <p className="progress-address">
        <PlainText text={address} />
      </p>
      <ol>
        {steps.map((each, index) => (
          <li key={each} className={index < now ? 'step-done' : index === now ? 'step-now' : 'step-later'}>
            <span className="step-mark">{index < now && <Icon name="check" />}</span>
            <span>{t(`sign-in.step.${each}`)}</span>
            {index < now && <span className="unseen">{t('sign-in.step.done')}</span>}
            {index === now && <span className="unseen">{t('sign-in.step.now')}</span>}
          </li>
        ))}
      </ol>
      <p className="unseen" role="status">
        {t(`sign-in.step.${step}`)}
      </p>
      <Button ref={cancel} onClick={onCancel}>
        {t('action.cancel')}
      </Button>
    </section>
  )
}
