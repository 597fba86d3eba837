import { Menu, nativeImage, Tray } from 'electron'
import type { Event } from '../../app/events.ts'
import type { State } from '../../app/state.ts'
import type { Strings } from './strings.ts'
import { trayMenu, type TrayActions } from './tray-menu.ts'

/** The icon in the system's tray. */
export interface TrayIcon {
  /** A listener of the store. */
  handle(event: Event, state: State): void
}

/** Puts the icon there, or answers null where it cannot be. */
export function openTray(
  icon: string,
  state: State,
  actions: TrayActions,
  strings: Strings,
): TrayIcon | null {
  const tray = createTray(icon)
  if (tray === null) return null
  tray.setToolTip('Papilio')
  tray.on('click', () => actions.open())
  // Linux takes changes over only with a new menu.
  const draw = (next: State) => tray.setContextMenu(Menu.buildFromTemplate(trayMenu(next, actions, strings)))
  draw(state)
  return {
    handle(event, next) {
      if (
        event.type === 'connection-changed' ||
        event.type === 'me-changed' ||
        event.type === 'networks-changed' ||
        event.type === 'account-closed'
      )
        draw(next)
    },
  }
}

function createTray(icon: string): Tray | null {
  try {
    const image = nativeImage.createFromPath(icon)
    return image.isEmpty() ? null : new Tray(image)
  } catch {
    return null
  }
}
