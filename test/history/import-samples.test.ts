import { beforeEach, describe, expect, test } from 'vitest'
import type { EntryOf } from '../../app/message.ts'
import { berlin, greenwich, HistoryInMemory, sampleLogs, told } from './import-support.ts'

let history: HistoryInMemory

beforeEach(() => {
  history = new HistoryInMemory()
})

const toldOf = (historyId: string) => history.entries(historyId).map(told)

const formatOf = (historyId: string, text: string) =>
  history
    .entries(historyId)
    .find((entry): entry is EntryOf<'text'> => entry.kind === 'text' && entry.text === text)?.format

describe('logs of MSN Messenger and Windows Live Messenger', () => {
  beforeEach(async () => {
    const summary = await history.import([sampleLogs('wlm')], {}, undefined, berlin)
    expect(summary).toEqual({
      added: 16,
      alreadyThere: 0,
      refused: [{ file: 'dave@nowhere.example.xml', reason: 'file-unreadable' }],
      cancelled: false,
    })
  })

  test('are told apart by the number in the name, and by whose names stand on which side', () => {
    expect(toldOf('bob@example.com')).toEqual([
      '2009-03-12T13:05:33.383Z text Bob (bob@example.com): hi :)',
      "2009-03-12T13:05:40.002Z text Ally ~ music (me): Tom & Jerry <3 it's on\nat nine",
      '2009-03-12T13:06:00.500Z action Bob (bob@example.com): Bob sends holiday.jpg',
      '2009-03-12T13:06:09.125Z action Bob (bob@example.com): You have successfully received C:\\Documents and Settings\\Alice\\My Documents\\My Received Files\\holiday.jpg from Bob.',
      '2009-03-13T19:00:00Z text Bob (away) (bob@example.com): back',
      '2009-03-13T19:00:01Z text Alice (me): ok',
      '2009-03-13T19:00:01Z text Alice (me): ok',
      '2009-03-14T20:00:00Z text Bob (bob@example.com): shall I add Carol?',
    ])
  })

  test('keep font, effects and colour of a text', () => {
    expect(formatOf('bob@example.com', "Tom & Jerry <3 it's on\nat nine")).toMatchObject({
      font: 'Comic Sans MS',
      bold: true,
      italic: false,
      color: '#800080',
    })
    expect(formatOf('bob@example.com', 'back')).toMatchObject({
      font: 'MS Shell Dlg',
      bold: false,
      italic: true,
      underline: true,
      strikethrough: true,
      color: '#ff0000',
    })
    expect(formatOf('bob@example.com', 'ok')).toMatchObject({ font: '', color: null })
  })

  test('go on as a conversation of several once somebody joined', () => {
    const [group] = history.groups()
    expect(group?.people).toEqual([
      { address: 'carol99@hotmail.com', name: 'Carol' },
      { address: 'bob@example.com', name: 'Bob' },
    ])
    expect(toldOf(group!.historyId)).toEqual([
      '2009-03-14T20:00:10Z joined Carol <carol99@hotmail.com>',
      '2009-03-14T20:00:20Z text Alice (me): welcome, both',
      '2009-03-14T20:00:30Z text Carol (carol99@hotmail.com): hello',
      '2009-03-14T20:01:00Z left Carol <carol99@hotmail.com>',
    ])
  })

  test('are read in UTF-16, and the address is found at a usual domain where it ends with digits', () => {
    expect(toldOf('carol99@hotmail.com')).toEqual([
      '2010-12-24T17:30:00.250Z text Alice (me): Fröhliche Weihnachten 🎄',
      '2010-12-24T17:30:09Z text ·$4Carol [b]☆[/b] (carol99@hotmail.com): 新年快乐',
    ])
  })

  test('of old versions have local dates, in the order that an unmistakable one shows; what is cut off is said', () => {
    expect(toldOf('dave@nowhere.example')).toEqual([
      '2003-09-16T20:45:43Z text Dave (dave@nowhere.example): are you there?',
      '2003-10-07T20:45:50Z text Alice (me): yes',
    ])
  })
})

describe('logs of aMSN', () => {
  beforeEach(async () => {
    const summary = await history.import([sampleLogs('amsn')], {}, undefined, berlin)
    expect(summary).toMatchObject({ added: 16, alreadyThere: 2, refused: [] })
  })

  test('are read with their colours, lines that go on, failures and files', () => {
    const rows = toldOf('bob@example.com')
    expect(rows.slice(3)).toEqual([
      '2011-11-30T23:33:20Z text Bob (bob@example.com): hi',
      '2011-11-30T23:33:24Z text alice in wonderland (me): hallo\nand a second line\n\nafter an empty one',
      '2011-11-30T23:33:24Z text alice in wonderland (me): ha',
      '2011-11-30T23:33:24Z text alice in wonderland (me): ha',
      "2011-11-30T23:33:30Z action Bob (bob@example.com): Bob wants to send you the file 'tune.mp3' (6K bytes). It will be saved in directory /home/alice/amsn_received. Do you want to receive this file?",
      '2011-11-30T23:33:40Z text Alice (me): anybody?',
      '2011-11-30T23:33:50Z text Bob (bob@example.com): a text with |"LRED in it',
      '2011-11-30T23:35:10Z text Bob (bob@example.com): only for you',
      '2011-11-30T23:36:40Z text Bob (bob@example.com): gone',
    ])
    expect(formatOf('bob@example.com', 'hi')?.color).toBe('#ff00ff')
    const failed = history
      .entries('bob@example.com')
      .find((entry) => 'text' in entry && entry.text === 'anybody?')
    expect(failed).toMatchObject({ delivery: { state: 'failed', reason: 'not-delivered' } })
  })

  test('of before 2005 are in Latin letters of one byte, and their times have no date', () => {
    expect(toldOf('bob@example.com').slice(0, 3)).toEqual([
      '2004-03-12T22:58:10Z text alice in wonderland (me): ¿qué tal?',
      '2004-03-12T22:59:59Z text Bob (bob@example.com): bien',
      '2004-03-12T23:00:07Z text Bob (bob@example.com): mañana',
    ])
  })

  test('have what was said to several once, though each of their logs has it', () => {
    const groups = history.groups()
    expect(groups.map(({ people }) => people.map(({ address }) => address))).toEqual([
      ['bob@example.com', 'carol99@hotmail.com'],
    ])
    expect(toldOf(groups[0]!.historyId)).toEqual([
      '2011-11-30T23:35:00Z text Carol (carol99@hotmail.com): hello you two',
      '2011-11-30T23:35:20Z text alice in wonderland (me): welcome',
    ])
    expect(toldOf('carol99@hotmail.com')).toEqual([
      '2011-11-30T23:50:00Z text alice in wonderland (me): and now you',
      '2011-11-30T23:50:05Z text Carol (carol99@hotmail.com): yes',
    ])
  })
})

describe('logs of Pidgin', () => {
  beforeEach(async () => {
    const summary = await history.import([sampleLogs('pidgin')], {}, undefined, berlin)
    expect(summary).toMatchObject({ added: 22, alreadyThere: 0, refused: [] })
  })

  test('as pages of every version are read, with midnight, dates in them, and what the program said', () => {
    expect(toldOf('bob@example.com')).toEqual([
      '2010-10-11T18:15:00Z text Bob <3 (bob@example.com): left while you were away',
      '2010-10-12T21:18:14Z text Bob <3 (bob@example.com): bla & bla',
      '2010-10-12T21:20:13Z text Alice (me): see http://example.com/a?b&c\nand a second line',
      '2010-10-12T22:00:05Z text Bob <3 (bob@example.com): after midnight',
      '2010-10-12T22:01:00Z action Alice (me): Alice waves',
      '2010-10-12T22:02:00Z action Bob (bob@example.com): Bob <3 has signed off.',
      '2010-10-12T22:03:00Z action Bob (bob@example.com): Message could not be sent because the user is offline:',
      '2010-10-12T22:04:00Z nudge Bob (bob@example.com): ',
      '2013-02-18T15:26:44Z text Alice (me): new form',
      '2013-02-18T15:27:01Z text Bob (bob@example.com): <script>alert(1)</script>',
      '2013-02-18T15:28:00Z action Bob (bob@example.com): Bob is no longer here',
    ])
  })

  test('keep what all letters of a text have in common of their look, also where quotes are wrong', () => {
    expect(formatOf('bob@example.com', 'bla & bla')).toMatchObject({
      font: 'Times New Roman',
      bold: true,
      color: '#800080',
    })
    expect(formatOf('bob@example.com', 'see http://example.com/a?b&c\nand a second line')?.bold).toBe(false)
    expect(formatOf('bob@example.com', 'after midnight')).toMatchObject({ italic: true, color: '#008000' })
    expect(formatOf('bob@example.com', 'new form')).toMatchObject({
      font: 'Tahoma',
      bold: true,
      underline: true,
    })
  })

  test('of several people follow the clocks when summer time begins', () => {
    const [group] = history.groups()
    expect(group?.people.map(({ address }) => address)).toEqual(['carol99@hotmail.com', 'bob@example.com'])
    expect(toldOf(group!.historyId)).toEqual([
      '2012-03-25T00:45:00Z joined Carol <carol99@hotmail.com>',
      '2012-03-25T00:59:59Z text alice@live.com (me): before the clocks change',
      '2012-03-25T01:00:01Z text Carol (carol99@hotmail.com): two seconds later',
      '2012-03-25T01:00:05Z text Bob (bob@example.com): I am known by name',
      '2012-03-25T01:01:00Z left Carol <carol99@hotmail.com>',
    ])
  })

  test('as plain text, from before the zone stood in their name, are by the clocks of this computer', () => {
    expect(toldOf('carol@example.net')).toEqual([
      '2006-01-02T14:04:05Z text Carol (carol@example.net): hello',
      '2006-01-02T14:04:30Z text Alice (me): this is a\nmulti line\nmessage',
      '2006-01-02T14:05:00Z text Carol (carol@example.net): one: two',
      '2006-01-02T14:05:10Z action Carol (carol@example.net): Carol dances',
      '2006-01-02T14:06:00Z action Carol (carol@example.net): Carol has signed off.',
      '2006-01-02T14:06:30Z action Carol (carol@example.net): Message could not be sent because an unknown error occurred:',
    ])
  })

  test('of other networks are passed over', () => {
    expect(history.reader.list().map(({ historyId }) => historyId)).not.toContain('dora@jabber.example')
  })

  test('written in another zone keep that zone', async () => {
    const elsewhere = new HistoryInMemory()
    await elsewhere.import([sampleLogs('pidgin')], {}, undefined, greenwich)
    expect(elsewhere.entries('bob@example.com').map(told)[1]).toContain('2010-10-12T21:18:14Z')
  })
})

test('whatever is imported a second time, from the same files, changes nothing', async () => {
  const first = await history.import([sampleLogs()])
  const before = history.all()
  const second = await history.import([sampleLogs('wlm'), sampleLogs(), sampleLogs('amsn')])
  expect(second).toMatchObject({ added: 0, alreadyThere: first.added + first.alreadyThere })
  expect(history.all()).toEqual(before)
})
