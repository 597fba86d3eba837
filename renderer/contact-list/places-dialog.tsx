import type { Place } from '../../app/account.ts'
import { t } from '../strings/strings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { oneLine } from '../ui/plain-text.tsx'
import { Sentence } from '../ui/sentence.tsx'
import './places-dialog.css'
import { FailureAlert } from './strips.tsx'
import type { Actions } from './use-actions.ts'

interface Props {
  readonly places: readonly Place[]
  readonly actions: Pick<Actions, 'signOutPlace' | 'failure' | 'clear'>
  readonly onClose: () => void
}

const icons: Readonly<Record<Place['kind'], IconName>> = {
  computer: 'computer',
  web: 'globe',
  phone: 'phone',
  console: 'console',
  unknown: 'computer',
}

/** Where the account is signed in, and how to sign it out there. */
export function PlacesDialog({ places, actions, onClose }: Props) {
  const others = places.filter(({ here }) => !here)
  return (
    <Dialog
      title={t('places.title')}
      onClose={onClose}
      buttons={
        <>
          {others.length > 0 && (
            <Button look="danger" onClick={() => actions.signOutPlace(null)}>
              {t('places.sign-out-others')}
            </Button>
          )}
          <Button look="primary" data-first-focus onClick={onClose}>
            {t('action.close')}
          </Button>
        </>
      }
    >
      <FailureAlert actions={actions} />
      <p className="field-hint">{others.length > 0 ? t('places.text') : t('places.only-here')}</p>
      <ul className="places">
        {[...places]
          .sort((one, other) => Number(other.here) - Number(one.here))
          .map((place) => (
            <PlaceLine key={place.id} place={place} onSignOut={() => actions.signOutPlace(place.id)} />
          ))}
      </ul>
    </Dialog>
  )
}

function PlaceLine({ place, onSignOut }: { readonly place: Place; readonly onSignOut: () => void }) {
  const name = oneLine(place.name) || t('places.unnamed')
  return (
    <li className="place">
      <Icon name={icons[place.kind]} />
      <div className="short-names">
        <p>{place.here ? <Sentence text="places.here" names={{ name }} /> : <bdi>{name}</bdi>}</p>
        <p className="field-hint">
          {t(`places.kind.${place.kind}`)} · {t(`presence.${place.presence}`)}
        </p>
      </div>
      {!place.here && (
        <Button aria-label={t('places.sign-out-there', { name })} onClick={onSignOut}>
          {t('places.sign-out')}
        </Button>
      )}
    </li>
  )
}
