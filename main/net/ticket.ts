/** What `fetchTicket` needs. */
export interface TicketRequest {
  readonly signIn: { readonly nexusUrl: string; readonly loginUrl: string }
  readonly trustedCertificate: string
  readonly address: string
  readonly password: string
  readonly policy: string
  readonly signal?: AbortSignal | undefined
}

/** Gets a ticket from the network's sign-in service. */
export function fetchTicket(_request: TicketRequest): Promise<string> {
  return Promise.reject(new Error('not written yet'))
}
