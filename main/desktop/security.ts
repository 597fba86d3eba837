import { app, session, type WebContents } from 'electron'

/** Gates every page that will ever exist; call it before the first window. `openLink` gets what a page wanted to open. */
export function guardPages(openLink: (address: string) => void): void {
  app.on('web-contents-created', (_event, contents) => guardPage(contents, openLink))
}

function guardPage(contents: WebContents, openLink: (address: string) => void): void {
  contents.on('will-navigate', (event) => {
    if (event.url === contents.getURL()) return
    event.preventDefault()
    openLink(event.url)
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    openLink(url)
    return { action: 'deny' }
  })
}

/** No page gets any permission: cameras, notifications, places and the rest are asked for by main or not at all. */
export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
}
