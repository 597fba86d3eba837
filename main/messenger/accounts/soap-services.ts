import type { Network } from '../../../app/networks.ts'
import { TicketError } from '../../net/errors.ts'
import type { HttpRequest } from '../../net/http-request.ts'
import type { Route } from '../../net/route.ts'
import { parseUrl } from '../../net/ticket.ts'
import { NotDeliveredError, SoapFaultError } from '../../protocol/errors.ts'
import type { SoapRequest, SoapService } from '../../protocol/services.ts'
import { isBusy, isMissing, post, serviceFailed, textOf, wasNotTaken } from './web-service.ts'

/** What calling a network's services needs. */
export interface SoapServicesOptions {
  readonly network: Pick<Network, 'addressBook' | 'offlineMessages'>
  readonly route: Route
  readonly signal: AbortSignal
  readonly request: HttpRequest
}

/** The longest answers; the address book of ten thousand contacts has room. See docs/protocol.md#limits. */
const maxBytes: Readonly<Record<SoapService, number>> = {
  contacts: 32 * 1024 * 1024,
  membership: 32 * 1024 * 1024,
  'offline-reading': 1024 * 1024,
  'offline-sending': 64 * 1024,
}

/** The SOAP services of one network, over HTTP. */
export class SoapServices {
  readonly #options: SoapServicesOptions

  constructor(options: SoapServicesOptions) {
    this.#options = options
  }

  /** Whether the network has it. */
  has(service: SoapService): boolean {
    return this.#urlOf(service) !== ''
  }

  /**
   * Answers with what the service said, be it a result or a fault.
   * @throws TicketError `plain-http-refused`, `server-busy`, `sign-in-service-failed`; ConnectionError; SoapFaultError
   * `PassportAuthFail` where HTTP itself refuses the ticket; of a text that is left for somebody NotDeliveredError with
   * those as its cause, where it certainly was not taken. All as a rejection.
   */
  async call(request: SoapRequest): Promise<string> {
    try {
      return await this.#post(request)
    } catch (error) {
      if (request.service !== 'offline-sending' || !wasNotTaken(error)) throw error
      throw new NotDeliveredError('the service did not take it', { cause: error })
    }
  }

  async #post({ service, action, body }: SoapRequest): Promise<string> {
    const { route, signal, request } = this.#options
    const page = { url: parseUrl(this.#urlOf(service)), route }
    const headers = { soapaction: `"${action}"` }
    const answer = await post(request, page, { body, headers, signal, maxBytes: maxBytes[service] })
    if (isBusy(answer)) throw new TicketError('server-busy', `the service answers ${answer.status}`)
    if (answer.status === 401 || answer.status === 403)
      throw new SoapFaultError('PassportAuthFail', action.replace(/^.*\//, ''))
    if (service === 'offline-sending' && isMissing(answer))
      serviceFailed(`the service answers ${answer.status}`)
    return textOf(answer)
  }

  #urlOf(service: SoapService): string {
    const { addressBook, offlineMessages } = this.#options.network
    switch (service) {
      case 'contacts':
        return addressBook.contactsUrl
      case 'membership':
        return addressBook.membershipUrl
      case 'offline-reading':
        return offlineMessages.readUrl
      case 'offline-sending':
        return offlineMessages.sendUrl
    }
  }
}
