import type { Network } from '../../app/networks.ts'

/**
 * Whether a changed record sends secrets only where the earlier one sent them, and trusts the same certificate: passwords
 * to the same sign-in services, tickets to the same servers. Otherwise a remembered password must not go there by itself.
 */
export function sendsSecretsOn(before: Network | null, after: Network | null): boolean {
  if (before === null || after === null) return before === after
  const [were, are] = [placesOf(before), placesOf(after)]
  return (
    are.passwords.every((place) => were.passwords.includes(place)) &&
    are.tickets.every((place) => were.tickets.includes(place)) &&
    before.pinnedCertificate === after.pinnedCertificate
  )
}

/** Scheme, host and port of everything that is given the password itself, or a ticket that was had for it. */
function placesOf({ notificationServer, signIn, addressBook, offlineMessages, gatewayUrl }: Network) {
  const { host, port } = notificationServer
  const passwords = originsOf(Object.values(signIn))
  const services = originsOf([...Object.values(addressBook), ...Object.values(offlineMessages), gatewayUrl])
  return { passwords, tickets: [`${host.toLowerCase()}:${port}`, ...passwords, ...services] }
}

const originsOf = (urls: readonly string[]): readonly string[] =>
  urls.filter((url) => url !== '').map((url) => new URL(url).origin)
