/**
 * Whether this desktop shows tray icons. Electron cannot tell; on Linux it goes by the desktop's name, because a
 * program that hides where nothing shows cannot be reached any more.
 */
export function showsTrays(platform: NodeJS.Platform, desktop: string): boolean {
  if (platform !== 'linux') return true
  return /KDE|XFCE|Cinnamon|MATE|LXQt|Unity|Budgie|Pantheon|Deepin|ubuntu:GNOME/i.test(desktop)
}
