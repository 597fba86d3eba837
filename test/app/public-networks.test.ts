import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { localNetwork, networkAt, networkSchema, type Network } from '../../app/networks.ts'
import { publicNetworks } from '../../app/public-networks.ts'

const addressesOf = ({ signIn, addressBook, offlineMessages, gatewayUrl }: Network): readonly string[] =>
  [
    ...Object.values(signIn),
    ...Object.values(addressBook),
    ...Object.values(offlineMessages),
    gatewayUrl,
  ].filter((url) => url !== '')

describe.each(publicNetworks)('the public network $name', (network) => {
  test('is a record like any other', () => {
    expect(v.parse(networkSchema, network)).toEqual(network)
  })

  test('is only asked over https, at addresses without words of their own', () => {
    for (const address of addressesOf(network)) {
      const { protocol, search, hash, username, password, port } = new URL(address)
      expect([protocol, search, hash, username, password, port]).toEqual(['https:', '', '', '', '', ''])
    }
  })

  test('keeps messages for people who are offline where such services are', () => {
    const { readUrl, sendUrl } = network.offlineMessages
    expect(new URL(readUrl).pathname).toBe('/rsi/rsi.asmx')
    expect(new URL(sendUrl).pathname).toBe('/OimWS/oim.asmx')
  })
})

test('a network of which only the host is known has everything where others have it', () => {
  const { offlineMessages } = networkAt('custom', 'Mine', 'msn.example.org')
  expect(offlineMessages).toEqual({
    readUrl: 'https://msn.example.org/rsi/rsi.asmx',
    sendUrl: 'https://msn.example.org/OimWS/oim.asmx',
  })
  expect(localNetwork('127.0.0.1', 1863, 1864).offlineMessages.readUrl).toBe(
    'http://127.0.0.1:1864/rsi/rsi.asmx',
  )
})

test('a record that says nothing of offline messages has no service for them', () => {
  const { offlineMessages: _, ...older } = publicNetworks[0]!
  expect(v.parse(networkSchema, older).offlineMessages).toEqual({ readUrl: '', sendUrl: '' })
  expect(v.safeParse(networkSchema, { ...older, offlineMessages: { readUrl: 'ftp://x/' } }).success).toBe(
    false,
  )
})
