import { describe, expect, test } from 'vitest'
import { defaultFormat } from '../../../app/message.ts'
import { dialects } from '../../../main/protocol/dialects.ts'
import { NotDeliveredError } from '../../../main/protocol/errors.ts'
import type { SoapService } from '../../../main/protocol/services.ts'
import { caught, notificationStage, signedIn } from '../session.ts'
import { signedInWithBook } from '../session-with-book.ts'

const names = dialects.map(({ name }) => name)
const older = ['MSNP10', 'MSNP9', 'MSNP8']

/** A session that agreed on a dialect, on a network with these services. */
async function agreedOn(dialect: string, has: readonly SoapService[]) {
  const stage = notificationStage([dialect], undefined, { has: (service) => has.includes(service) })
  expect(stage.session.offlineMessages).toBeNull()
  caught(stage.session.signIn({ onStep: () => undefined })).catch(() => undefined)
  await stage.say(`VER 1 ${dialect}`)
  return stage.session.offlineMessages
}

describe('messages for people who are offline', () => {
  test.each(names)('are there in %s, where it and the network have them', async (dialect) => {
    const both = await agreedOn(dialect, ['offline-reading', 'offline-sending'])
    expect(both === null).toBe(older.includes(dialect))
    if (both !== null) expect(both.canLeave).toBe(true)
  })

  test.each(names)(
    'in %s without a service that takes them are only read, but for the newest',
    async (dialect) => {
      const reading = await agreedOn(dialect, ['offline-reading'])
      expect(reading?.canLeave ?? null).toBe(older.includes(dialect) ? null : dialect === 'MSNP18')
      if (reading !== null && !reading.canLeave)
        await expect(reading.leave('bob@example.com', 'hi', defaultFormat)).rejects.toBeInstanceOf(
          NotDeliveredError,
        )
    },
  )

  test.each(names)('in %s on a network without any are none, but for the newest', async (dialect) => {
    const none = await agreedOn(dialect, ['contacts', 'membership'])
    expect(none === null).toBe(dialect !== 'MSNP18')
    expect(await none?.list()).toEqual(none === null ? undefined : [])
    expect(await none?.fetch([{ id: '1', from: { address: 'bob@example.com', name: 'Bob' } }])).toEqual(
      none === null ? undefined : [],
    )
  })
})

const stored = '<e:Envelope xmlns:e="e"><e:Body><StoreResponse/></e:Body></e:Envelope>'
const listed = '<e:Envelope xmlns:e="e"><e:Body><GetMetadataResponse/></e:Body></e:Envelope>'
const refused =
  '<e:Envelope xmlns:e="e"><e:Body><e:Fault><faultcode>q:AuthenticationFailed</faultcode></e:Fault></e:Body></e:Envelope>'

describe('what is sent with a text', () => {
  test.each([
    ['MSNP13', 'Store', 'messenger.msn.com', '8.0.0812', 'PROD0112J1LW7%NB'],
    ['MSNP14', 'Store', 'messenger.msn.com', '8.1.0178', 'PROD0114ES4Z%Q5W'],
    ['MSNP15', 'Store2', 'messengersecure.live.com', '8.5.1302', 'PROD0119GSJUC$18'],
    ['MSNP16', 'Store2', 'messengersecure.live.com', '14.0.5027.0908', 'PROD0120PW!CCV9@'],
    ['MSNP18', 'Store2', 'messengersecure.live.com', '14.0.8117.0416', 'PROD0120PW!CCV9@'],
  ])(
    'in %s is the call, the ticket and the version of it',
    async (dialect, call, ticketOf, version, product) => {
      const asked: { readonly action: string; readonly body: string }[] = []
      const stage = await signedInWithBook(
        dialect,
        undefined,
        {},
        {
          has: () => true,
          fetchTicket: () => Promise.reject(new Error('no ticket')),
          fetchToken: (address) => Promise.resolve({ ticket: `t=${address}`, secret: 'A'.repeat(32) }),
          callSoap(request) {
            asked.push(request)
            return Promise.resolve(request.service === 'offline-sending' ? stored : listed)
          },
        },
      )
      const offline = stage.session.offlineMessages!
      await offline.leave('Bob@Example.com', 'hi', defaultFormat)
      await offline.list()
      const [left, list] = asked.slice(-2)
      expect(left!.action).toMatch(new RegExp(`/${call}$`))
      expect(left!.body).toContain(`passport="t=${ticketOf}"`)
      expect(left!.body).toContain(`msnpVer="${dialect}" buildVer="${version}"`)
      expect(left!.body).toContain(`appid="${product}"`)
      expect(left!.body).toContain('<To memberName="Bob@Example.com"')
      expect(list!.body).toContain('<t>messenger.msn.com</t>')
    },
  )

  test.each(['MSNP11', 'MSNP12'])(
    'in %s is the ticket of the sign-in, and a new one when it is refused',
    async (dialect) => {
      const asked: string[] = []
      const policies: string[] = []
      const stage = notificationStage([dialect], undefined, {
        has: () => true,
        fetchTicket: (policy) => Promise.resolve(`t=${policies.push(policy)}&p=q`),
        callSoap({ action, body }) {
          asked.push(
            `${action.replace(/^.*\//, '')} ${/passport="([^"]*)"|<t>(\w+)</.exec(body)!.slice(1).join('')}`,
          )
          const isOld = body.includes('t=1&amp;') || body.includes('<t>1<')
          return Promise.resolve(isOld ? refused : body.includes('<To') ? stored : listed)
        },
      })
      const result = stage.session.signIn({ onStep: () => undefined })
      await stage.say(`VER 1 ${dialect}`, 'CVR 2 1 1 1 u u', 'USR 3 TWN S ct=1,id=507')
      await stage.say('USR 4 OK alice@example.com 1 0', 'SYN 5 0 0 0 0')
      await result
      await stage.session.offlineMessages!.list()
      await stage.session.offlineMessages!.leave('bob@example.com', 'hi', defaultFormat)
      expect(policies).toEqual(['ct=1,id=507', 'ct=1,id=507'])
      expect(asked).toEqual(['GetMetadata 1', 'GetMetadata 2', 'Store t=2&amp;p=q'])
    },
  )

  test('is one’s name, as it is at that time', async () => {
    const bodies: string[] = []
    const stage = await signedInWithBook(
      'MSNP15',
      undefined,
      {},
      {
        has: () => true,
        fetchTicket: () => Promise.reject(new Error('no ticket')),
        fetchToken: () => Promise.resolve({ ticket: 't=1', secret: 'A'.repeat(32) }),
        callSoap: ({ body }) => Promise.resolve((bodies.push(body), stored)),
      },
    )
    const nameIn = (body: string) =>
      Buffer.from(/friendlyName="=\?utf-8\?B\?([^?]*)\?="/.exec(body)![1]!, 'base64').toString('utf8')
    await stage.session.offlineMessages!.leave('bob@example.com', 'hi', defaultFormat)
    const renamed = caught(stage.session.setFriendlyName('Alice <é>'))
    await stage.say('PRP 9 MFN Alice%20%3C%C3%A9%3E')
    renamed.catch(() => undefined)
    await stage.session.offlineMessages!.leave('bob@example.com', 'hi', defaultFormat)
    expect(bodies.slice(-2).map(nameIn)).toEqual(['Alice', 'Alice <é>'])
  })
})

describe('what a server says about mail', () => {
  const data = '<MD><M><T>11</T><E>bob@example.com</E><I>1</I></M></MD>'
  const payload = `Content-Type: text/x-msmsgsoimnotification\r\n\r\nMail-Data: ${data}\r\n`
  const said = (from: string) => `MSG ${from} ${payload.length}\n${payload}`

  test('is heard where the dialect has offline messages, and said by the server itself', async () => {
    const stage = await signedInWithBook('MSNP18')
    await stage.say(said('Hotmail Hotmail'))
    const from = { address: 'bob@example.com', name: 'bob@example.com' }
    expect(stage.heard()).toEqual([{ type: 'offline-messages-waiting', messages: [{ id: '1', from }] }])
    await stage.say(said('mallory@example.com Hotmail'), said('Hotmail mallory'))
    expect(stage.heard()).toEqual([])
  })

  test('is not heard in older ones', async () => {
    const stage = await signedIn('MSNP10')
    await stage.say(said('Hotmail Hotmail'))
    expect(stage.heard()).toEqual([])
  })

  test('may be that there is too much of it', async () => {
    const stage = await signedInWithBook('MSNP18')
    const large = 'Content-Type: text/x-msmsgsinitialmdatanotification\r\n\r\nMail-Data: too-large\r\n'
    await stage.say(`MSG Hotmail Hotmail ${large.length}\n${large}`)
    expect(stage.heard()).toEqual([{ type: 'offline-messages-waiting', messages: null }])
  })
})
