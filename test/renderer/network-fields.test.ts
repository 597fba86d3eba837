import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allDialects, localNetwork, networkAt, type Network } from '../../app/networks.ts'
import { publicNetworks } from '../../app/public-networks.ts'
import {
  derivedAnew,
  fieldsOf,
  networkOfFields,
  withServer,
  type NetworkErrors,
  type NetworkFields,
} from '../../renderer/networks/network-fields.ts'
import { isChanged, isOwn, ownIdFor } from '../../renderer/networks/network-record.ts'

const pin = Array.from({ length: 32 }, () => 'A0').join(':')
const habits: Network = {
  ...networkAt('custom-x', 'My server', 'chat.home'),
  dialects: ['MSNP12', 'MSNP9'],
  clientVersion: '8.1.0178',
  acknowledges: false,
  pinnedCertificate: pin,
}

describe('the fields of the network editor', () => {
  test.each([localNetwork('127.0.0.1', 1863, 1864), ...publicNetworks, habits])(
    'of $name describe that network again',
    (network) => {
      expect(networkOfFields(fieldsOf(network), network.id)).toEqual({
        network: { ...network, checkedOn: '' },
        errors: {},
      })
    },
  )

  test('are derived from the server’s address alone, as letters are typed and taken back', () => {
    const host = fc.domain().filter((each) => each.length <= 60)
    fc.assert(
      fc.property(host, fc.array(host), (wanted, before) => {
        const typed = [...before, wanted].reduce(withServer, fieldsOf(null))
        expect(networkOfFields(typed, 'custom-x').network).toEqual(networkAt('custom-x', wanted, wanted))
      }),
    )
  })

  test('that were edited stay when the server’s address changes, until all are derived anew', () => {
    const edited = {
      ...withServer(fieldsOf(null), 'old.org'),
      tokenUrl: 'https://login.net/RST2.srf',
      name: 'Mine',
    }
    const moved = withServer(edited, 'new.org')
    expect(moved).toMatchObject({
      host: 'new.org',
      tokenUrl: 'https://login.net/RST2.srf',
      nexusUrl: 'https://new.org/rdr/pprdr.asp',
      name: 'Mine',
    })
    expect(derivedAnew(moved)).toMatchObject({ tokenUrl: 'https://new.org/RST.srf', name: 'Mine' })
  })

  test('follow a preset that moves, but for the services that it has elsewhere', () => {
    const [escargot] = publicNetworks
    const moved = withServer(fieldsOf(escargot ?? null), 'ms.example.net')
    expect(moved).toMatchObject({
      name: 'Escargot',
      host: 'ms.example.net',
      tokenUrl: 'https://ms.example.net/RST.srf',
      contactsUrl: 'https://ds.escargot.nina.chat/abservice/abservice.asmx',
    })
  })

  test.each([
    ['msn.example.org', 'msn.example.org', '1863'],
    [' msn.example.org:1864 ', 'msn.example.org', '1864'],
    ['https://msn.example.org/login', 'msn.example.org', '1863'],
    ['msnp://10.0.0.1:99/x', '10.0.0.1', '99'],
    ['[::1]', '[::1]', '1863'],
    ['', '', '1863'],
  ])('read the server’s address %j as host %j and port %s', (typed, host, port) => {
    expect(withServer(fieldsOf(null), typed)).toMatchObject({ host, port })
  })

  const good = withServer(fieldsOf(null), 'msn.example.org')
  const wrong: readonly (readonly [Partial<NetworkFields>, NetworkErrors])[] = [
    [{ server: ' ', host: '', nexusUrl: '', tokenUrl: '' }, { server: 'host' }],
    [{ host: '' }, { host: 'host' }],
    [{ host: 'two words' }, { host: 'host' }],
    [{ name: ' ' }, { name: 'name' }],
    [{ name: 'x'.repeat(61) }, { name: 'name' }],
    [{ port: '' }, { port: 'port' }],
    [{ port: '0' }, { port: 'port' }],
    [{ port: '65536' }, { port: 'port' }],
    [{ port: '18e2' }, { port: 'port' }],
    [{ nexusUrl: '', loginUrl: '', tokenUrl: ' ' }, { nexusUrl: 'no-sign-in' }],
    [{ nexusUrl: 'msn.example.org' }, { nexusUrl: 'web-address' }],
    [{ loginUrl: 'javascript:alert(1)' }, { loginUrl: 'web-address' }],
    [{ tokenUrl: 'ftp://msn.example.org' }, { tokenUrl: 'web-address' }],
    [{ contactsUrl: 'x' }, { contactsUrl: 'web-address' }],
    [{ membershipUrl: 'x' }, { membershipUrl: 'web-address' }],
    [{ offlineReadUrl: 'x' }, { offlineReadUrl: 'web-address' }],
    [{ offlineSendUrl: 'ftp://x' }, { offlineSendUrl: 'web-address' }],
    [{ gatewayUrl: 'x' }, { gatewayUrl: 'web-address' }],
    [{ dialects: [] }, { dialects: 'dialects' }],
    [{ clientVersion: '8.5 beta' }, { clientVersion: 'client-version' }],
  ]
  test.each(wrong)('with %j have an error at that field', (change, errors) => {
    expect(networkOfFields({ ...good, ...change }, 'custom-x')).toEqual({ network: null, errors })
  })

  test('offer every dialect as long as nobody chose', () => {
    expect(good.dialects).toBeNull()
    expect(networkOfFields(good, 'custom-x').network?.dialects).toEqual(allDialects)
  })
})

describe('a network', () => {
  test('is the user’s own unless it came with the program', () => {
    const own = [...publicNetworks, localNetwork('127.0.0.1', 1, 2), habits].filter(isOwn)
    expect(own).toEqual([habits])
  })

  test('that came with the program counts as changed when it leads elsewhere, not when it was checked again', () => {
    const [escargot] = publicNetworks
    if (escargot === undefined) throw new Error('there is a preset')
    expect(isChanged(escargot)).toBe(false)
    expect(isChanged({ ...escargot, checkedOn: '' })).toBe(false)
    expect(isChanged({ ...escargot, gatewayUrl: '' })).toBe(true)
    expect(isChanged({ ...escargot, dialects: ['MSNP12'] })).toBe(true)
    expect(isChanged(habits)).toBe(false)
  })

  test('gets an id after its server that no other has', () => {
    expect(ownIdFor('MSN.example.org', [])).toBe('custom-msn-example-org')
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.domain(), fc.string(), fc.ipV6()), { maxLength: 20 }), (hosts) => {
        const networks: Network[] = []
        for (const host of hosts) networks.push({ ...habits, id: ownIdFor(host, networks) })
        expect(new Set(networks.map(({ id }) => id)).size).toBe(hosts.length)
        for (const { id } of networks) expect(id).toMatch(/^custom[a-z0-9-]{0,26}$/)
      }),
    )
  })
})
