import { originOf } from './addresses.ts'

/** `senderFrame` and `mainFrame`: pages have one frame. */
export class Frame {
  url = 'about:blank'
  readonly parent = null

  get origin(): string {
    return originOf(this.url)
  }
}
