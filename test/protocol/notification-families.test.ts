import { describe, expect, test } from 'vitest'
import { aPlace, caught, settle } from './session.ts'
import { bob, bookDialects, signedInWithBook } from './session-with-book.ts'

const withPlaces = ['MSNP16', 'MSNP17', 'MSNP18']
const here = aPlace.machineId
const there = '{bbbbbbbb-2222-4222-8222-bbbbbbbbbbbb}'
const data = (xml: string): string => `${Buffer.byteLength(xml)}\n${xml}`

describe('somebody', () => {
  test.each([
    ['MSNP13', 'ILN 8 NLN bob@example.com Bob%20B 1610612768 0', 1, 1610612768],
    ['MSNP13', 'NLN NLN bob@example.com Bob%20B 1610612768 %3Cmsnobj%2F%3E', 1, 1610612768],
    ['MSNP14', 'ILN 8 NLN bob@example.com 1 Bob%20B 1879048224 0', 1, 1879048224],
    ['MSNP15', 'NLN NLN bob@example.com 32 Bob%20B 2147483680 %3Cmsnobj%2F%3E u', 32, 2147483680],
    ['MSNP16', 'NLN NLN bob@example.com 1 Bob%20B 2684354592:48 0', 1, 2684354592],
    ['MSNP17', 'ILN 8 NLN bob@example.com 1 Bob%20B 2684354592:48 0', 1, 2684354592],
    ['MSNP18', 'NLN NLN 1:bob@example.com Bob%20B 2684354592:48 0', 1, 2684354592],
    ['MSNP18', 'nln nln 32:BOB@example.com;via=9:g@live.com Bob%20B 0:0', 32, 0],
  ])('comes in %s: %s', async (dialect, line, network, capabilities) => {
    const stage = await signedInWithBook(dialect)
    await stage.say(line)
    const change = { address: 'bob@example.com', name: 'Bob B', presence: 'online', network, capabilities }
    expect(stage.heard()).toEqual([{ type: 'contacts-changed', changes: [change] }])
  })

  test.each([
    ['MSNP13', 'FLN bob@example.com'],
    ['MSNP14', 'FLN bob@example.com 1'],
    ['MSNP15', 'FLN bob@example.com 1 0'],
    ['MSNP16', 'FLN bob@example.com 1 0:0'],
    ['MSNP18', 'FLN 1:bob@example.com 0:0'],
  ])('goes in %s: %s', async (dialect, line) => {
    const stage = await signedInWithBook(dialect)
    await stage.say(line)
    const change = { address: 'bob@example.com', presence: 'offline', currentMedia: null }
    expect(stage.heard()).toEqual([{ type: 'contacts-changed', changes: [change] }])
  })

  test.each([
    ['MSNP13', 'bob@example.com'],
    ['MSNP14', 'bob@example.com 1'],
    ['MSNP15', 'bob@example.com 1'],
    ['MSNP17', 'bob@example.com 1'],
    ['MSNP18', '1:bob@example.com'],
  ])('says something in %s', async (dialect, person) => {
    const stage = await signedInWithBook(dialect)
    // Raw marks, as real servers send them in 13 to 15.
    await stage.say(`UBX ${person} ${data('<Data><PSM>Hello &#x26; <welcome></PSM></Data>')}`)
    await stage.say(`UBX ${person} 0\n`)
    const said = (personalMessage: string) => ({
      type: 'contacts-changed',
      changes: [{ address: 'bob@example.com', personalMessage, currentMedia: null }],
    })
    expect(stage.heard()).toEqual([said('Hello & <welcome>'), said('')])
  })

  test.each(bookDialects)('who is on no list is of no interest in %s', async (dialect) => {
    const stage = await signedInWithBook(dialect)
    const [nln, ubx] =
      dialect === 'MSNP18'
        ? ['1:zoe@example.com', '1:zoe@example.com']
        : ['zoe@example.com 1', 'zoe@example.com 1']
    await stage.say(`NLN NLN ${nln} Zoe 0 0`, `UBX ${ubx} 0\n`, `FLN ${nln}`)
    expect(stage.heard()).toEqual([])
  })
})

describe('the own status', () => {
  test.each([
    ['MSNP13', '1610612768'],
    ['MSNP14', '1879048224'],
    ['MSNP15', '2147483680'],
  ])('in %s goes with the capabilities and no picture', async (dialect, capabilities) => {
    const stage = await signedInWithBook(dialect)
    const done = stage.session.setPresence('busy')
    expect(stage.sent()).toEqual([`CHG 7 BSY ${capabilities} 0`])
    await stage.say(`CHG 7 BSY ${capabilities} 0`)
    await done
    expect(stage.heard()).toEqual([{ type: 'me-changed', change: { presence: 'busy' } }])
  })

  test.each(withPlaces)(
    'in %s goes with what this place is, whether that is answered or not',
    async (dialect) => {
      const stage = await signedInWithBook(dialect, [bob], { placeName: 'Tom & Co' })
      const done = stage.session.setPresence('away')
      expect(stage.sent()).toEqual([
        'UUX 7 79\n<EndpointData><Capabilities>2684354592:0</Capabilities></EndpointData>'.replace(
          '79',
          '70',
        ),
        expect.stringMatching(
          /^UUX 8 \d+\n<PrivateEndpointData><EpName>Tom &amp; Co<\/EpName><Idle>false<\/Idle><ClientType>1<\/ClientType><State>AWY<\/State><\/PrivateEndpointData>$/,
        ),
        'CHG 9 AWY 2684354592:0 0',
      ])
      await stage.say('CHG 9 AWY 2684354592:0 0')
      await expect(done).resolves.toBeUndefined()
    },
  )
})

describe('the own message', () => {
  test.each(bookDialects)('in %s names the installation', async (dialect) => {
    const stage = await signedInWithBook(dialect)
    const done = stage.session.setPersonalMessage('A & B', null)
    const xml = `<Data><PSM>A &amp; B</PSM><CurrentMedia></CurrentMedia><MachineGuid>${here}</MachineGuid></Data>`
    expect(stage.sent()).toEqual([`UUX 7 ${data(xml)}`])
    await stage.say('UUX 7 0')
    await done
    expect(stage.heard()).toEqual([
      { type: 'me-changed', change: { personalMessage: 'A & B', currentMedia: null } },
    ])
  })
})

describe.each(withPlaces)('an account at several places, in %s', (dialect) => {
  const self = dialect === 'MSNP18' ? '1:Alice@Example.com' : 'Alice@Example.com 1'
  const both =
    `<Data><PSM>hi</PSM><CurrentMedia></CurrentMedia><EndpointData id="${here}"/><EndpointData id="${there}"/>` +
    `<PrivateEndpointData id="${there}"><EpName>Attic</EpName><Idle>false</Idle><ClientType>1</ClientType>` +
    '<State>BSY</State></PrivateEndpointData></Data>'
  const known = [
    { id: here, name: '', here: true, presence: 'online', kind: 'unknown' },
    { id: there, name: 'Attic', here: false, presence: 'busy', kind: 'computer' },
  ]

  test('hears of them once, as long as nothing changes', async () => {
    const stage = await signedInWithBook(dialect)
    await stage.say(`UBX ${self} 0\n`)
    expect(stage.heard()).toEqual([])
    await stage.say(`UBX ${self} ${data(both)}`, `UBX ${self} ${data(both)}`)
    expect(stage.heard()).toEqual([{ type: 'places-changed', places: known }])
    await stage.say(`UBX ${self} ${data('<Data><PSM>bad <</PSM></Data>')}`)
    expect(stage.heard()).toEqual([])
  })

  test('signs out at one of them', async () => {
    const stage = await signedInWithBook(dialect)
    await stage.say(`UBX ${self} ${data(both)}`)
    const done = stage.session.signOutPlace(there.toUpperCase())
    expect(stage.sent()).toEqual([`UUN 7 alice@example.com;${there} 4 14\ngoawyplzthxbye`])
    await stage.say('UUN 7 OK')
    await expect(done).resolves.toBeUndefined()
  })

  test('signs out at all others, which does not mean this one', async () => {
    const stage = await signedInWithBook(dialect)
    await expect(stage.session.signOutPlace(null)).resolves.toBeUndefined()
    expect(stage.sent()).toEqual([])
    await stage.say(`UBX ${self} ${data(both)}`)
    caught(stage.session.signOutPlace(null)).catch(() => undefined)
    expect(stage.sent()).toEqual([`UUN 7 alice@example.com;${there} 4 14\ngoawyplzthxbye`])
  })

  test('calls the others into its conversations', async () => {
    const stage = await signedInWithBook(dialect)
    const forms = { capabilitiesInJoin: true, place: here, callsOwnPlaces: false }
    expect(stage.session.switchboardForms).toEqual(forms)
    await stage.say(`UBX ${self} ${data(both)}`)
    expect(stage.session.switchboardForms).toEqual({ ...forms, callsOwnPlaces: true })
  })

  test('believes what the server says of its status only after it had said it itself', async () => {
    const stage = await signedInWithBook(dialect)
    await stage.say(`NLN AWY ${self} Alice 0:0 0`)
    const done = stage.session.setPresence('online')
    await stage.say(`NLN AWY ${self} Alice 0:0 0`, 'CHG 9 NLN 0:0 0')
    await done
    stage.heard()
    await stage.say(`NLN BSY ${self} Alice%20B 0:0 0`)
    expect(stage.heard()).toEqual([{ type: 'me-changed', change: { presence: 'busy', name: 'Alice B' } }])
  })

  test('is not idle here because nobody is there', async () => {
    const stage = await signedInWithBook(dialect)
    const done = stage.session.setPresence('online')
    await stage.say('CHG 9 NLN 0:0 0')
    await done
    stage.heard()
    await stage.say(`NLN IDL ${self} Alice 0:0 0`)
    expect(stage.heard()).toEqual([])
  })

  test('believes what the server says of its message only after it had said it itself', async () => {
    const stage = await signedInWithBook(dialect)
    await stage.say(`UBX ${self} ${data(both)}`)
    const done = stage.session.setPersonalMessage('mine', null)
    await stage.say(`UBX ${self} ${data(both)}`, 'UUX 7 0')
    await done
    stage.heard()
    await stage.say(`UBX ${self} ${data(both)}`)
    expect(stage.heard()).toEqual([
      { type: 'me-changed', change: { personalMessage: 'hi', currentMedia: null } },
    ])
  })
})

test('a notice is obeyed, too, where the network stands before the address', async () => {
  const stage = await signedInWithBook('MSNP18')
  await stage.say(`UBN 1:alice@example.com;${there} 4 ${data('goawyplzthxbye')}`)
  expect(stage.heard()).toEqual([{ type: 'signed-out', reason: 'signed-out-elsewhere' }])
})

describe.each(bookDialects)('a notice in %s', (dialect) => {
  test.each([
    ['alice@example.com', 'goawyplzthxbye'],
    [`Alice@Example.com;${there}`, 'goawyplzthxbye'],
    ['alice@example.com', 'gtfo'],
  ])('of one of the own places (%s) is obeyed: %s', async (from, words) => {
    const stage = await signedInWithBook(dialect)
    await stage.say(`UBN ${from} 4 ${data(words)}`)
    expect(stage.heard()).toEqual([{ type: 'signed-out', reason: 'signed-out-elsewhere' }])
  })

  test.each([
    ['bob@example.com', '4', 'goawyplzthxbye'],
    ['bob@example.com', '3', 'MSNSLP/1.0 200 OK'],
    ['alice@example.com', '1', '<x/>'],
    ['alice@example.com', '44', 'goawyplzthxbye'],
    ['alice@example.com', '12', 'INVITE'],
  ])('from %s of type %s is ignored', async (from, type, words) => {
    const stage = await signedInWithBook(dialect)
    await stage.say(`UBN ${from} ${type} ${data(words)}`)
    expect(stage.heard()).toEqual([])
    expect(stage.sent()).toEqual([])
  })
})

test.each([
  ['MSNP13', 'PROD0112J1LW7%NB', '1d5fd67d532cb419094072a2e4e6e645'],
  ['MSNP15', 'PROD0119GSJUC$18', '521fdf1c2586c53b01b2b2653dc9085f'],
  ['MSNP18', 'PROD0120PW!CCV9@', '9cb1df88322e338f23c67780a2ff14e1'],
])('a challenge is answered in %s', async (dialect, product, answer) => {
  const stage = await signedInWithBook(dialect)
  await stage.say('CHL 0 15570131571988941333')
  expect(stage.sent()).toEqual([`QRY 7 ${product} 32\n${answer}`])
})

describe.each(bookDialects)('a switchboard in %s', (dialect) => {
  test.each(['', ' U messenger.msn.com', ' U messenger.msn.com 1'])(
    'is found with%s behind it',
    async (more) => {
      const stage = await signedInWithBook(dialect)
      const asked = stage.session.requestSwitchboard()
      await settle()
      expect(stage.sent()).toEqual(['XFR 7 SB'])
      await stage.say(`XFR 7 SB 192.0.2.20:1864 CKI abc.def${more}`)
      await expect(asked).resolves.toEqual({ host: '192.0.2.20', port: 1864, cookie: 'abc.def' })
      await stage.say(`RNG 11752013 192.0.2.20:1863 CKI 8.5 Bob@Example.com Bob%20B${more}`)
      expect(stage.heard()).toEqual([
        {
          type: 'invited',
          invitation: {
            sessionId: '11752013',
            host: '192.0.2.20',
            port: 1863,
            cookie: '8.5',
            from: { address: 'bob@example.com', name: 'Bob B' },
          },
        },
      ])
    },
  )
})

test('windows learn what each dialect can do', async () => {
  for (const dialect of bookDialects) {
    const stage = await signedInWithBook(dialect)
    const places = withPlaces.includes(dialect)
    expect(stage.session.features).toMatchObject({ personalMessages: true, inviteMessages: true, places })
    expect(stage.session.switchboardForms.place).toBe(places ? here : null)
  }
})

test('what a server says beside the point is ignored', async () => {
  const stage = await signedInWithBook('MSNP18')
  await stage.say(
    'SBS 0 null',
    'GCF 0 21\n<Policies></Policies>',
    'MSG Hotmail Hotmail 47\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n',
    'NFY PUT 9\nRouting:1',
    'UBM bob@example.com 1 1 5\nhello',
    'VAS 1 x',
    'ZZZ',
  )
  expect(stage.heard()).toEqual([])
  expect(stage.sent()).toEqual([])
})
