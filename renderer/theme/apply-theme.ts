import type { Settings } from '../../app/settings.ts'

/** Puts the user's theme and text size on the page: `data-theme` and the size of a rem. */
export function applyTheme(page: HTMLElement, theme: Settings['theme'], textSize: number): void {
  page.dataset['theme'] = theme
  page.style.setProperty('--text-size', String(textSize / 100))
}
