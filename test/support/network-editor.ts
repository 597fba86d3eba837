import type { Locator, Page } from '@playwright/test'
import { endedTest } from './connection-test-dialog.ts'

/** The fields of the network editor that are lines of text. */
export type EditorField =
  | 'Server address'
  | 'Name of the network'
  | 'Notification server'
  | 'Port'
  | 'HTTP gateway'
  | 'Token service'
  | 'Nexus'
  | 'Log-in page'
  | 'Contacts'
  | 'Membership'

/** The network editor of a window, as a person uses it. */
export class NetworkEditor {
  readonly dialog: Locator
  readonly #page: Page

  private constructor(page: Page) {
    this.#page = page
    this.dialog = page.getByRole('dialog', { name: 'Add a network' })
  }

  /** Adds a network, and unfolds every field. */
  static async open(page: Page): Promise<NetworkEditor> {
    await page.getByRole('button', { name: 'Add a network…' }).click()
    const editor = new NetworkEditor(page)
    await editor.dialog.getByText('Advanced', { exact: true }).click()
    return editor
  }

  field = (name: EditorField): Locator => this.dialog.getByLabel(name, { exact: true })

  async fill(fields: { readonly [F in EditorField]?: string }): Promise<void> {
    for (const [name, text] of Object.entries(fields)) await this.field(name as EditorField).fill(text)
  }

  /** Starts a connection test of what the fields say, and waits for its end. */
  async test(): Promise<Locator> {
    await this.dialog.getByRole('button', { name: 'Test connection' }).click()
    return endedTest(this.#page)
  }

  async save(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await this.dialog.waitFor({ state: 'hidden' })
  }
}
