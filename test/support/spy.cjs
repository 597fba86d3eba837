// Loaded into the main process with -r, on real Electron and on the host alike: records what goes out to the
// desktop, and keeps it from going there. `globalThis.spy` is read by the tests.
const electron = require('electron')

const records = []
const notifications = []
const fileAnswers = []
/** What tests make of the computer: null is what Electron itself says. */
const computer = { idleSeconds: null, online: null, proxies: null }
globalThis.spy = { records, notifications, fileAnswers, computer }

const record = (kind, ...args) => records.push({ kind, args: JSON.parse(JSON.stringify(args)) })

electron.shell.openExternal = async (url) => record('open-external', url)
electron.dialog.showErrorBox = (title, content) => record('error-box', title, content)

electron.dialog.showSaveDialog = async (...args) => {
  record('save-dialog', args.at(-1))
  const filePath = fileAnswers.shift()
  return { canceled: filePath === undefined, filePath: filePath ?? '' }
}

electron.dialog.showOpenDialog = async (...args) => {
  record('open-dialog', args.at(-1))
  const filePath = fileAnswers.shift()
  return { canceled: filePath === undefined, filePaths: filePath === undefined ? [] : [filePath] }
}

const { isOnline } = electron.net
electron.net.isOnline = () => computer.online ?? isOnline.call(electron.net)

void electron.app.whenReady().then(() => {
  const { powerMonitor, session } = electron
  const { getSystemIdleTime } = powerMonitor
  powerMonitor.getSystemIdleTime = () => computer.idleSeconds ?? getSystemIdleTime.call(powerMonitor)
  const { resolveProxy } = session.defaultSession
  session.defaultSession.resolveProxy = async (url) =>
    computer.proxies ?? resolveProxy.call(session.defaultSession, url)
})

const { setBadgeCount } = electron.app
electron.app.setBadgeCount = (count) => {
  record('badge', count)
  return setBadgeCount.call(electron.app, count)
}

const { flashFrame } = electron.BrowserWindow.prototype
electron.BrowserWindow.prototype.flashFrame = function (flashing) {
  record('flash', new URL(this.webContents.getURL()).search, flashing)
  return flashFrame.call(this, flashing)
}

electron.Notification.prototype.show = function () {
  record('notification', this.title, this.body)
  notifications.push(this)
}
