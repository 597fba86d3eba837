import { SoapFaultError } from '../errors.ts'
import type { Services } from '../services.ts'
import { isTicketTrouble } from '../soap.ts'
import { ProtocolError } from '../wire/errors.ts'
import type { XmlElement } from '../xml-element.ts'
import { addBook } from './list-calls.ts'
import { formatRequest, readAnswer, type SoapCall } from './soap.ts'

/** What an address book needs of its session. */
export interface AddressBookOptions {
  readonly services: Services
  readonly ownAddress: string
  /** The same promise, but it rejects with ClosedError when the connection closes before. */
  readonly unlessClosed: <T>(promise: Promise<T>) => Promise<T>
}

/** Calls the address book's services: with a ticket, the cache's key, and everything that is needed once before. */
export class AddressBook {
  readonly #options: AddressBookOptions
  #cacheKey = ''

  constructor(options: AddressBookOptions) {
    this.#options = options
  }

  /**
   * Answers the body's element. A ticket that expired is renewed; an address book that does not exist is made.
   * @throws SoapFaultError, whose code is empty when the answer cannot be understood; ClosedError; what the services
   * throw. All as a rejection.
   */
  async call(call: SoapCall): Promise<XmlElement> {
    try {
      return await this.#authorized(call)
    } catch (error) {
      if (!(error instanceof SoapFaultError) || error.code !== 'ABDoesNotExist') throw error
      await this.#makeBook()
      return this.#authorized(call)
    }
  }

  /** Whether the call succeeded; false when it was refused with a code that fits. */
  async attempt(call: SoapCall, tolerated: RegExp): Promise<boolean> {
    try {
      await this.call(call)
      return true
    } catch (error) {
      if (error instanceof SoapFaultError && tolerated.test(error.code)) return false
      throw error
    }
  }

  /** Calls what makes something, and answers its id. */
  async make(call: SoapCall): Promise<string> {
    const id = (await this.call(call)).find(`${call.method}Result`, 'guid')?.text ?? ''
    if (id === '') throw new SoapFaultError('', call.method)
    return id
  }

  /** Two calls at once may find that there is none; the second is told that there is one by now. */
  async #makeBook(): Promise<void> {
    try {
      await this.#authorized(addBook(this.#options.ownAddress))
    } catch (error) {
      if (!(error instanceof SoapFaultError) || !/AlreadyExists$/.test(error.code)) throw error
    }
  }

  async #authorized(call: SoapCall): Promise<XmlElement> {
    try {
      return await this.#once(call, false)
    } catch (error) {
      if (!(error instanceof SoapFaultError) || !isTicketTrouble(error.code)) throw error
      return this.#once(call, true)
    }
  }

  async #once(call: SoapCall, fresh: boolean): Promise<XmlElement> {
    const { services, unlessClosed } = this.#options
    const { ticket } = await unlessClosed(services.fetchToken('contacts.msn.com', { fresh }))
    const request = formatRequest(call, { ticket, cacheKey: this.#cacheKey })
    return this.#read(await unlessClosed(services.callSoap(request)), call.method)
  }

  #read(xml: string, method: string): XmlElement {
    try {
      const { body, cacheKey } = readAnswer(xml, method)
      if (cacheKey !== null && cacheKey.length <= maxCacheKey) this.#cacheKey = cacheKey
      return body
    } catch (error) {
      if (error instanceof ProtocolError) throw new SoapFaultError('', method)
      throw error
    }
  }
}

/** Longer ones than any server's are not given back. */
const maxCacheKey = 1024
