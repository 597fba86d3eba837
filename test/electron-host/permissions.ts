import { inner } from './addresses.ts'
import { chromium } from './host.ts'
import { session } from './session.ts'

/** Permissions by Electron's name and by Chromium's. */
const names = {
  notifications: 'notifications',
  'clipboard-read': 'clipboard-read',
  geolocation: 'geolocation',
}

/** Gives Chromium the answers of the program's handlers ahead of any request of a page. */
export async function givePermissions(contents: object, url: string): Promise<void> {
  const { origin, protocol } = new URL(inner(url))
  if (protocol !== 'https:') return
  for (const [permission, name] of Object.entries(names)) {
    const setting = (await session.defaultSession._grants(contents, permission, url)) ? 'granted' : 'denied'
    await chromium().send('Browser.setPermission', { permission: { name }, setting, origin })
  }
}
