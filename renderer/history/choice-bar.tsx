import { countOf } from '../keeping/count.ts'
import { t } from '../strings/strings.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { copyLines, type LineActions } from './line-menu.tsx'
import type { Choice } from './use-choice.ts'

interface Props {
  readonly choice: Choice
  readonly actions: LineActions
}

/** How many lines are chosen, and what can be done with them. */
export function ChoiceBar({ choice, actions }: Props) {
  const { acted, clear } = choice
  const count = acted.length
  return (
    <div className="choice-bar">
      <p role="status">
        {count === 1 ? t('history.chosen-one') : t('history.chosen', { count: countOf(count) })}
      </p>
      <Button onClick={() => copyLines(acted, actions)}>{t('action.copy')}</Button>
      <Button look="danger" onClick={() => actions.onDelete(acted)}>
        {t('action.delete')}
      </Button>
      <IconButton label={t('history.clear-choice')} onClick={clear}>
        <Icon name="close" />
      </IconButton>
    </div>
  )
}
