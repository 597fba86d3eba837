import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  encodeEndpointData,
  encodePrivateEndpointData,
  parsePlaces,
} from '../../main/protocol/presence/places.ts'

const here = '{aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa}'
const there = '{bbbbbbbb-2222-4222-8222-bbbbbbbbbbbb}'
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const read = (xml: string) => parsePlaces(bytes(xml), here.toUpperCase())

const details = (id: string, name: string, idle: string, type: string, state: string): string =>
  `<PrivateEndpointData id="${id}"><EpName>${name}</EpName><Idle>${idle}</Idle>` +
  `<ClientType>${type}</ClientType><State>${state}</State></PrivateEndpointData>`

describe('the places in what a server says about oneself', () => {
  test('as a real server writes it, where nobody named the place', () => {
    const xml =
      '<Data><PSM></PSM><CurrentMedia></CurrentMedia><DDP></DDP><SignatureSound></SignatureSound><Scene></Scene>' +
      `<ColorScheme></ColorScheme><EndpointData id="${here}"><Capabilities>2789003324:48</Capabilities>` +
      `</EndpointData><PrivateEndpointData id="${here}"></PrivateEndpointData></Data>`
    expect(read(xml)).toEqual([{ id: here, name: '', here: true, presence: 'online', kind: 'unknown' }])
  })

  test('are each told once, with everything that is known', () => {
    const xml =
      `<Data><EndpointData id="${there.toUpperCase()}"/><EndpointData id="${here}"/>` +
      `${details(here, 'Study &#x26; desk', 'false', '1', 'BSY')}${details(there, '&lt;b&gt;', 'true', '3', 'NLN')}</Data>`
    expect(read(xml)).toEqual([
      { id: there, name: '<b>', here: false, presence: 'idle', kind: 'phone' },
      { id: here, name: 'Study & desk', here: true, presence: 'busy', kind: 'computer' },
    ])
  })

  test.each([
    ['1', 'computer'],
    ['2', 'web'],
    ['3', 'phone'],
    ['4', 'console'],
    ['5', 'unknown'],
    ['constructor', 'unknown'],
  ])('of type %s are a %s', (type, kind) => {
    expect(read(`<Data>${details(there, '', 'false', type, 'NLN')}</Data>`)![0]!.kind).toBe(kind)
  })

  test('are none where nothing is said', () => {
    expect(parsePlaces(new Uint8Array(0), here)).toEqual([])
    expect(read('<Data><PSM>busy</PSM></Data>')).toEqual([])
  })

  test('without a usable id are left out', () => {
    expect(
      read(`<Data><EndpointData/><EndpointData id="a b"/><EndpointData id="${'x'.repeat(65)}"/></Data>`),
    ).toEqual([])
  })

  test('are not known from what cannot be read', () => {
    expect(read('<Data><PSM>a <b></PSM></Data>')).toBeNull()
    expect(read(`<!DOCTYPE d><Data><EndpointData id="${here}"/></Data>`)).toBeNull()
  })

  test('are at most a hundred', () => {
    const many = Array.from({ length: 500 }, (_, index) => `<EndpointData id="{${index}}"/>`)
    expect(read(`<Data>${many.join('')}</Data>`)).toHaveLength(100)
  })

  test('any bytes are read without an error', () => {
    fc.assert(fc.property(fc.uint8Array(), (payload) => void parsePlaces(payload, here)))
  })
})

describe('what is said of this place', () => {
  const text = (payload: Uint8Array): string => new TextDecoder().decode(payload)

  test('everybody hears what it can do', () => {
    expect(text(encodeEndpointData('2684354592:0'))).toBe(
      '<EndpointData><Capabilities>2684354592:0</Capabilities></EndpointData>',
    )
  })

  test('the other places hear its name and status', () => {
    expect(text(encodePrivateEndpointData('Tom & <PC>', 'busy'))).toBe(
      '<PrivateEndpointData><EpName>Tom &amp; &lt;PC&gt;</EpName><Idle>false</Idle><ClientType>1</ClientType>' +
        '<State>BSY</State></PrivateEndpointData>',
    )
    expect(text(encodePrivateEndpointData('PC', 'idle'))).toContain('<Idle>true</Idle>')
  })
})
