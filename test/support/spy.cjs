// Loaded into the main process with -r, on real Electron and on the host alike: records what goes out to the
// desktop, and keeps it from going there. `globalThis.spy` is read by the tests.
const electron = require('electron')

const records = []
const notifications = []
globalThis.spy = { records, notifications }

const record = (kind, ...args) => records.push({ kind, args: JSON.parse(JSON.stringify(args)) })

electron.shell.openExternal = async (url) => record('open-external', url)
electron.dialog.showErrorBox = (title, content) => record('error-box', title, content)

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
