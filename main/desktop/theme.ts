import { nativeTheme } from 'electron'
import type { Settings } from '../../app/settings.ts'

/** What the windows' frames, menus and `prefers-color-scheme` follow. */
export function applyTheme(theme: Settings['theme']): void {
  nativeTheme.themeSource = theme
}
