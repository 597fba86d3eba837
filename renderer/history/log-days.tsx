import type { LogItem } from '../log/entry-groups.ts'
import { LogBlock } from '../log/log-block.tsx'
import type { ComponentProps } from 'react'

interface Props extends Omit<ComponentProps<typeof LogBlock>, 'item'> {
  readonly items: readonly LogItem[]
}

/** A log in days, so that the heading of a day stays in sight only as long as something of that day is. */
export const LogDays = ({ items, ...rest }: Props) =>
  inDays(items).map((day) => (
    <div key={day[0]?.id} className="log-day-lines">
      {day.map((item) => (
        <LogBlock key={item.id} item={item} {...rest} />
      ))}
    </div>
  ))

function inDays(items: readonly LogItem[]): readonly (readonly LogItem[])[] {
  const days: LogItem[][] = []
  for (const item of items) {
    const last = days.at(-1)
    if (last === undefined || item.kind === 'day') days.push([item])
    else last.push(item)
  }
  return days
}
