import { expect, inBothFamilies, test } from '../support/both-dialects.ts'
import { chooseInMenu, expectLines, lineOf } from '../support/contact-deeds.ts'
import { logOf, talkTo, write } from '../support/deeds.ts'
import { friend } from '../support/directory.ts'
import { RawPerson } from '../support/raw-client.ts'

const alice = 'alice@example.com'
const [anna, bob, carl, dora] = ['anna@x.org', 'bob@x.org', 'carl@x.org', 'dora@x.org'] as const
const inChoir = { ...friend, groups: ['Choir'] }

const people = {
  [alice]: {
    name: 'Alice',
    groups: ['Choir', 'Ärzte'],
    contacts: { [anna]: friend, [bob]: inChoir, [carl]: inChoir, [dora]: { ...friend, groups: ['Ärzte'] } },
  },
  [anna]: { name: 'Anna', contacts: { [alice]: friend } },
  [bob]: { name: 'bob', contacts: { [alice]: friend } },
  [carl]: { name: 'Carl', contacts: { [alice]: friend } },
  [dora]: { name: 'Dóra', contacts: { [alice]: friend } },
}

inBothFamilies(people, () => {
  test('the list is in order by groups, status, name and last talk, with the offline where one wants them', async ({
    launch,
    signIn,
    network,
  }) => {
    const [program, annas, bobs, carls] = await Promise.all([
      launch(),
      RawPerson.signIn(network, anna),
      RawPerson.signIn(network, bob),
      RawPerson.signIn(network, carl),
    ])
    await Promise.all([annas.ask('CHG # AWY 0'), carls.ask('CHG # BSY 0')])
    const list = await signIn(program, alice)
    const everybody = 'Other contacts, 1 of 1 online'
    const offlineOnes = ['Offline, 1', 'Dóra, Offline']
    const groups = ['Ärzte, 0 of 1 online', 'Choir, 2 of 2 online', 'bob, Available', 'Carl, Busy']
    await expectLines(list, ...groups, everybody, 'Anna, Away', ...offlineOnes)
    await chooseInMenu(list, 'Who is offline', 'Not shown')
    await expectLines(list, ...groups, everybody, 'Anna, Away')
    await chooseInMenu(list, 'Who is offline', 'Among the others')
    const [doctors = '', ...others] = groups
    await expectLines(list, doctors, 'Dóra, Offline', ...others, everybody, 'Anna, Away')

    const all = 'All contacts, 3 of 4 online'
    await chooseInMenu(list, 'Order', 'By status')
    await expectLines(list, all, 'bob, Available', 'Carl, Busy', 'Anna, Away', 'Dóra, Offline')
    await chooseInMenu(list, 'Order', 'By name')
    await expectLines(list, all, 'Anna, Away', 'bob, Available', 'Carl, Busy', 'Dóra, Offline')
    await annas.ask('CHG # NLN 0')
    await expectLines(list, all, 'Anna, Available', 'bob, Available', 'Carl, Busy', 'Dóra, Offline')
    await carls.ask('PRP # MFN Aaron')
    await expectLines(list, all, 'Aaron, Busy', 'Anna, Available', 'bob, Available', 'Dóra, Offline')

    await chooseInMenu(list, 'Order', 'Who talked last first')
    const answered = bobs.answer()
    const conversation = await talkTo({ program, list }, 'bob')
    await write(conversation, 'hello')
    await (await answered).expect(/\r\n\r\nhello/)
    await expect(logOf(conversation).getByText('hello', { exact: true })).toBeVisible()
    await expectLines(list, all, 'bob, Available', 'Aaron, Busy', 'Anna, Available', 'Dóra, Offline')
  })

  test('a search finds names, aliases, notes, messages and groups, folded and hidden ones too', async ({
    launch,
    signIn,
    network,
  }) => {
    const [program, annas] = await Promise.all([launch(), RawPerson.signIn(network, anna)])
    await annas.describe('<Data><PSM>Off to Görlitz</PSM><CurrentMedia></CurrentMedia></Data>')
    const list = await signIn(program, alice)
    const search = list.getByRole('searchbox', { name: 'Search contacts' })
    await chooseInMenu(list, 'Who is offline', 'Not shown')
    for (const group of ['Choir', 'Other contacts']) await lineOf(list, group).click()
    const unsearched = ['Ärzte, 0 of 1 online', 'Choir, 0 of 2 online', 'Other contacts, 1 of 1 online']
    await expectLines(list, ...unsearched)

    const annaHere = ['Other contacts, 1 of 1 online', 'Anna, Available, Off to Görlitz']
    const found = async (query: string, ...lines: readonly string[]) => {
      await search.fill(query)
      await expectLines(list, ...lines)
    }
    await found('gorlitz', ...annaHere)
    await found('ann x.org', ...annaHere)
    await found('choir CARL', 'Offline, 1', 'Carl, Offline')
    await found('arzte', 'Offline, 1', 'Dóra, Offline')
    await list.keyboard.press('ArrowDown')
    await list.keyboard.press('ArrowDown')
    await list.keyboard.press('F2')
    await list.keyboard.type('Frau Doktor')
    await list.keyboard.press('Enter')
    await found('doktor', 'Offline, 1', 'Frau Doktor, Offline')
    await found('nobody at all')
    await expect(list.getByText('Nobody found.')).toBeVisible()
    await search.press('Escape')
    await expectLines(list, ...unsearched)

    await list.getByRole('tree').focus()
    await list.keyboard.type('gör')
    await expectLines(list, ...annaHere)
    await list.keyboard.press('Enter')
    const conversation = await program.window('conversation', { with: anna })
    await expect(conversation.getByRole('heading', { name: 'Anna' })).toBeVisible()
  })
})
