import type { Secrets } from '../../main/messenger/accounts/secrets.ts'

/** A key ring that a test can look into. */
export class KeyRing implements Secrets {
  readonly kept = new Map<string, string>()
  works = true

  load = (id: string) => Promise.resolve(this.kept.get(id) ?? null)
  save = (id: string, password: string) => {
    if (this.works) this.kept.set(id, password)
    return Promise.resolve(this.works)
  }
  forget = (id: string) => {
    this.kept.delete(id)
    return Promise.resolve()
  }
}
