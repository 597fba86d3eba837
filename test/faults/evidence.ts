import type { FaultLink } from '../support/fault-proxy.ts'
import { entriesOf } from './run-chat.ts'
import type { FaultWorld } from './world.ts'

/** What both sides list and what their switchboards carried, for whoever has to find out what went wrong. */
export const evidenceOf = (world: FaultWorld): string =>
  (['alice', 'bob'] as const)
    .flatMap((side) => [
      ...entriesOf(world.program(side)).map((entry) => `${side} lists ${shortened(JSON.stringify(entry))}`),
      ...world.proxies[side].switchboard.links.flatMap((link, at) =>
        carried(`${side} switchboard ${at}`, link),
      ),
    ])
    .join('\n')

const carried = (name: string, { up, down }: FaultLink): readonly string[] => [
  `${name} up${up.isCut ? ', cut' : ''}: ${shortened(Buffer.concat(up.heard).toString())}`,
  `${name} down${down.isCut ? ', cut' : ''}: ${shortened(down.passed.toString())}`,
]

const shortened = (text: string): string => text.replace(/(w\d+é ?){2,}/g, '…').replaceAll('\r\n', '⏎')
