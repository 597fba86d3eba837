import { app } from './app.ts'
import type { Json } from './chromium.ts'
import { host } from './host.ts'
import { StrictEmitter } from './strict.ts'

/** One line of a menu; roles that do something to a page itself are Chromium's affair. */
export class MenuItem {
  readonly id: string
  readonly label: string
  readonly type: string
  readonly role: string | undefined
  readonly submenu: Menu | undefined
  enabled: boolean
  visible: boolean
  checked: boolean
  readonly #click: ((item: MenuItem, window: unknown) => void) | undefined

  constructor(o: Json) {
    this.id = (o.id as string | undefined) ?? ''
    this.role = o.role as string | undefined
    this.label = (o.label as string | undefined) ?? this.role ?? ''
    this.type = (o.type as string | undefined) ?? (o.submenu ? 'submenu' : 'normal')
    this.submenu =
      o.submenu instanceof Menu ? o.submenu : o.submenu && Menu.buildFromTemplate(o.submenu as Json[])
    this.enabled = o.enabled !== false
    this.visible = o.visible !== false
    this.checked = o.checked === true
    this.#click = o.click as typeof this.click | undefined
  }

  click(): void {
    if (this.type === 'checkbox') this.checked = !this.checked
    if (this.type === 'radio') this.checked = true
    if (this.#click) this.#click(this, host.focused ?? undefined)
    else if (this.role === 'quit') app.quit()
    else if (this.role === 'close') host.focused?.close()
  }
}

/** A menu, which nobody sees: tests click its items. */
export class Menu extends StrictEmitter {
  readonly items: MenuItem[] = []

  static buildFromTemplate(template: readonly Json[]): Menu {
    const menu = new Menu()
    for (const each of template) menu.append(new MenuItem(each))
    return menu
  }

  static setApplicationMenu(menu: Menu | null): void {
    app.applicationMenu = menu
  }

  static getApplicationMenu(): Menu | null {
    return app.applicationMenu
  }

  append(item: MenuItem): void {
    this.items.push(item)
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}
