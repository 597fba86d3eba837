import { localNetwork, localNetworkPorts, type Network } from '../../../app/networks.ts'
import { publicNetworks } from '../../../app/public-networks.ts'
import type { SettingsStorage } from '../../storage/settings.ts'
import type { Store } from '../store.ts'

/** What the list of networks needs. */
export interface NetworkListOptions {
  readonly store: Store
  readonly settings: SettingsStorage
  /** The networks that every user sees, before those that the user entered. */
  readonly presets?: readonly Network[]
}

/** What every installation offers when nothing else is said. */
const defaultPresets: readonly Network[] = [
  localNetwork('127.0.0.1', localNetworkPorts.msnp, localNetworkPorts.http),
  ...publicNetworks,
]

/** The networks to choose from: presets, as the user changed them, and those of the user. */
export class NetworkList {
  readonly #options: NetworkListOptions
  readonly #presets: readonly Network[]

  /** Publishes what is known. */
  constructor(options: NetworkListOptions) {
    this.#options = options
    this.#presets = options.presets ?? defaultPresets
    this.#publish()
  }

  /** The network as the program knows it, or null. */
  known(id: string): Network | null {
    return this.#options.store.state.networks.find((network) => network.id === id) ?? null
  }

  /** The network as it came with the program, or null. */
  preset(id: string): Network | null {
    return this.#presets.find((preset) => preset.id === id) ?? null
  }

  /** Whether the user entered the network. */
  isOwn(id: string): boolean {
    return this.preset(id) === null
  }

  /** The record as it may be used: a preset's without a pinned certificate, for only the system vouches for presets. */
  checked(network: Network): Network {
    return this.isOwn(network.id) ? network : { ...network, pinnedCertificate: '' }
  }

  /** Keeps a network of the user, or a changed preset. */
  save(network: Network): void {
    this.#options.settings.saveNetwork(this.checked(network))
    this.#publish()
  }

  /** Forgets a network of the user; a preset is again as it came. */
  remove(id: string): void {
    this.#options.settings.removeNetwork(id)
    this.#publish()
  }

  #publish(): void {
    const { store, settings } = this.#options
    const saved = settings.networks()
    const presets = this.#presets.map((preset) => {
      const change = saved.find(({ id }) => id === preset.id)
      return change === undefined ? preset : this.checked(change)
    })
    const own = saved.filter(({ id }) => this.isOwn(id))
    store.publish({ type: 'networks-changed', networks: [...presets, ...own] })
  }
}
