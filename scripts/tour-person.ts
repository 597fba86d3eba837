import path from 'node:path'
import { expect as playwrightExpect, type Page } from '@playwright/test'
import { call } from '../test/support/bridge-calls.ts'
import type { Program } from '../test/support/launch.ts'
import { draw } from './draw.ts'

const expect = playwrightExpect.configure({ timeout: 20_000 })

/** What one changes with the tools over the field before writing. */
export interface Writing {
  readonly font?: string
  readonly effects?: readonly ('Bold' | 'Italic' | 'Underline' | 'Strikethrough')[]
  readonly color?: string
}

/** Somebody who uses the program through its windows, as a person does. */
export class Person {
  readonly name: string
  readonly address: string
  readonly #program: Program
  readonly #pictures: string

  /** @param pictures the folder that pictures are written to */
  constructor(name: string, program: Program, pictures: string) {
    this.name = name
    this.address = `${name.toLowerCase()}@example.com`
    this.#program = program
    this.#pictures = pictures
  }

  /** Signs in, on a system of light or dark windows, and leaves a picture of the window. */
  async signIn(picture: string, colorScheme: 'light' | 'dark'): Promise<void> {
    const page = await this.#program.window('sign-in')
    await page.emulateMedia({ colorScheme })
    await page.getByLabel('Address', { exact: true }).fill(this.address)
    await this.#draw(page, picture)
    await this.#program.signIn(this.address)
  }

  async introduce(personalMessage: string): Promise<void> {
    const page = await this.#contactList()
    await page.getByRole('button', { name: /^Change your name/ }).click()
    await page.getByLabel('Your name', { exact: true }).fill(this.name)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Share a quick message' }).click()
    await page.getByLabel('Personal message', { exact: true }).fill(personalMessage)
    await page.keyboard.press('Enter')
    await expect(page.getByText(personalMessage)).toBeVisible()
  }

  async add(address: string): Promise<void> {
    const page = await this.#contactList()
    await this.#choose('Add a contact…')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Address', { exact: true }).fill(address)
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(dialog).toBeHidden()
  }

  /** Says yes to the one who added us. */
  async accept(): Promise<void> {
    const page = await this.#contactList()
    await page.getByRole('button', { name: 'Accept and add' }).click()
  }

  async useTheme(theme: 'Light' | 'Dark'): Promise<void> {
    const change = { theme: theme === 'Dark' ? 'dark' : 'light' } as const
    await call(await this.#contactList(), 'changeSettings', change)
  }

  async seesOnline(other: Person): Promise<void> {
    await expect(this.#row(await this.#contactList(), other)).toBeVisible()
  }

  async openConversation(other: Person): Promise<void> {
    await this.#row(await this.#contactList(), other).dblclick()
    await this.#conversation(other)
  }

  /** Makes the conversation's window tall enough for the whole talk. */
  async makeRoom(other: Person): Promise<void> {
    const page = await this.#conversation(other)
    await this.#program.browserWindow(page, (window) => window.setBounds({ width: 620, height: 680 }))
  }

  /** Sets the format with the tools, types, and waits until the other one has it in the window. */
  async write(other: Person, text: string, { font, effects = [], color }: Writing = {}): Promise<void> {
    const page = await this.#conversation(other)
    if (font !== undefined) {
      await page.getByRole('button', { name: 'Font', exact: true }).click()
      await page.getByRole('option', { name: font, exact: true }).click()
      await page.keyboard.press('Escape')
    }
    for (const effect of ['Bold', 'Italic', 'Underline', 'Strikethrough'] as const) {
      const button = page.getByRole('button', { name: new RegExp(`^${effect}`) })
      if ((await button.getAttribute('aria-pressed')) !== String(effects.includes(effect)))
        await button.click()
    }
    if (color !== undefined) {
      await page.getByRole('button', { name: 'Colour', exact: true }).click()
      await page.getByRole('radio', { name: color, exact: true }).click()
    }
    const field = page.getByRole('textbox', { name: `Write to ${other.name}` })
    await field.pressSequentially(text)
    await field.press('Enter')
    await other.reads(this, text)
  }

  async reads(other: Person, text: string): Promise<void> {
    const page = await this.#conversation(other)
    const words = text.split(/ ?[:;(]\S+ ?/)[0] ?? text
    await expect(page.getByRole('log').getByText(words)).toBeVisible()
  }

  async nudge(other: Person): Promise<void> {
    const page = await this.#conversation(other)
    await page.getByRole('button', { name: 'Send a nudge' }).click()
  }

  async drawContactList(picture: string): Promise<void> {
    await this.#draw(await this.#contactList(), picture)
  }

  async drawConversation(other: Person, picture: string): Promise<void> {
    await this.#draw(await this.#conversation(other), picture)
  }

  async #choose(item: string): Promise<void> {
    const page = await this.#contactList()
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    await page.getByRole('menu').getByText(item, { exact: true }).click()
  }

  #contactList = (): Promise<Page> => this.#program.window('contact-list', { account: this.address })

  #conversation = (other: Person): Promise<Page> =>
    this.#program.window('conversation', { with: other.address })

  #row = (page: Page, other: Person) =>
    page.getByRole('treeitem', { name: new RegExp(`^${other.name}, Available`) })

  #draw = (page: Page, picture: string): Promise<void> => draw(page, path.join(this.#pictures, picture))
}
