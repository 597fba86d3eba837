import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { placeAfterKey } from './toolbar-keys.ts'
import './toolbar.css'

interface Props {
  readonly label: string
  readonly role?: 'toolbar' | 'group' | 'radiogroup'
  readonly className?: string
  readonly children: ReactNode
}

/** Buttons that are one stop of the Tab key together; the arrow keys go from one to the next. */
export function Toolbar({ label, role = 'toolbar', className = '', children }: Props) {
  const ref = useRef<HTMLDivElement>(null)
  const last = useRef<Element>(null)
  const arrange = () => {
    const tools = ref.current === null ? [] : toolsIn(ref.current)
    if (tools.some((tool) => tool === document.activeElement)) last.current = document.activeElement
    makeOneStop(tools, last.current)
  }
  useLayoutEffect(arrange)
  return (
    <div
      ref={ref}
      className={`tools ${className}`}
      role={role}
      aria-label={label}
      onKeyDown={handleKey}
      onFocus={arrange}
    >
      {children}
    </div>
  )
}

const toolsIn = (bar: HTMLElement): HTMLElement[] => [...bar.querySelectorAll<HTMLElement>('[data-tool]')]

/** The Tab key reaches the tool that had the focus last, else the chosen one, else the first. */
function makeOneStop(tools: readonly HTMLElement[], last: Element | null): void {
  const stop =
    tools.find((tool) => tool === last) ?? tools.find((tool) => tool.ariaChecked === 'true') ?? tools[0]
  for (const tool of tools) tool.tabIndex = tool === stop ? 0 : -1
}

function handleKey(event: KeyboardEvent<HTMLElement>): void {
  const tools = toolsIn(event.currentTarget)
  const current = tools.indexOf(event.target as HTMLElement)
  if (current < 0 || event.ctrlKey || event.altKey || event.metaKey) return
  const places = tools.map((tool) => tool.getBoundingClientRect())
  const next = placeAfterKey(event.key, places, current)
  if (next === null) return
  event.preventDefault()
  tools[next]?.focus()
}
