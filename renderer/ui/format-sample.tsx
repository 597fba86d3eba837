import type { TextFormat } from '../../app/message.ts'
import { t } from '../strings/strings.ts'
import { formatStyle } from './format-style.ts'

interface Props {
  readonly format: TextFormat
  readonly paper: string
}

/** A line written in the format, on the paper of the conversation. */
export const FormatSample = ({ format, paper }: Props) => (
  <p
    className="format-sample"
    dir={format.rightToLeft ? 'rtl' : 'ltr'}
    style={{ ...formatStyle(format, paper), background: paper }}
  >
    {t('format.sample')}
  </p>
)
