import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { anyCall, call, Subscription } from '../support/bridge-calls.ts'
import { backend, expect, test } from '../support/launch.ts'

const refused = { ok: false, reason: 'invalid-arguments' }

test('a page reaches the bridge and nothing else of Electron or Node', async ({ launch }) => {
  const page = await (await launch()).window('sign-in')
  const found = await page.evaluate(() => {
    const page = window as unknown as Record<string, unknown>
    const { messenger } = page
    try {
      page.messenger = 'replaced'
    } catch {
      // In strict code the assignment throws, elsewhere it does nothing.
    }
    return {
      types: ['require', 'process', 'module', 'ipcRenderer', 'electron', 'Buffer'].map(
        (name) => typeof page[name],
      ),
      bridge: Object.keys(messenger as object),
      frozen: Object.isFrozen(messenger),
      kept: page.messenger === messenger,
      secure: isSecureContext,
    }
  })
  expect(found).toEqual({
    types: Array.from({ length: 6 }, () => 'undefined'),
    bridge: ['call', 'subscribe'],
    frozen: true,
    kept: true,
    secure: true,
  })
})

test('the content security policy refuses inline scripts, the network, frames and styles in markup', async ({
  launch,
}) => {
  const page = await (await launch()).window('sign-in')
  const found = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.injected = true'
    const marked = document.createElement('p')
    marked.innerHTML = '<b style="color: rgb(1, 2, 3)">x</b>'
    const styled = document.createElement('p')
    styled.style.color = 'rgb(1, 2, 3)'
    const frame = document.createElement('iframe')
    frame.src = location.href
    document.body.append(script, marked, styled, frame)
    await new Promise((loaded) => (frame.onload = loaded))
    return {
      script: 'injected' in window,
      fetch: await fetch('https://example.com/').then(
        () => 'loaded',
        () => 'refused',
      ),
      marked: getComputedStyle(marked.firstElementChild!).color === 'rgb(1, 2, 3)',
      styled: getComputedStyle(styled).color,
      frame: frame.contentDocument === null,
    }
  })
  expect(found).toEqual({
    script: false,
    fetch: 'refused',
    marked: false,
    styled: 'rgb(1, 2, 3)',
    frame: true,
  })
})

test('only files of the program are served, with their policy', async ({ launch }) => {
  const page = await (await launch()).window('sign-in')
  const statuses = await page.evaluate(async () => {
    const statusOf = async (address: string) => (await fetch(address)).status
    const answer = await fetch('index.html')
    return {
      own: answer.status,
      policy: answer.headers.get('content-security-policy')?.startsWith("default-src 'none'"),
      sniffing: answer.headers.get('x-content-type-options'),
      outside: await statusOf('..%2fmain%2findex.js'),
      farOutside: await statusOf('%2e%2e%2f%2e%2e%2fpackage.json'),
      missing: await statusOf('missing.js'),
    }
  })
  expect(statuses).toEqual({
    own: 200,
    policy: true,
    sniffing: 'nosniff',
    outside: 404,
    farOutside: 404,
    missing: 404,
  })
})

test('links open outside of the program; a page can neither go elsewhere nor open windows', async ({
  launch,
}) => {
  const program = await launch()
  const page = await program.window('sign-in')
  const address = page.url()
  // A page that is still loading stops when it is told to go elsewhere, even if it may not.
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  await page.evaluate(() => {
    const follow = (href: string, target: string) => {
      const link = Object.assign(document.createElement('a'), {
        href,
        target,
        rel: 'noreferrer',
        textContent: href,
      })
      document.body.append(link)
      link.click()
    }
    follow('https://example.com/here', '')
    follow('https://example.com/new', '_blank')
    follow('javascript:alert(1)', '_blank')
    window.open('https://example.com/opened')
    window.open('file:///etc/passwd')
  })
  expect(await call(page, 'openLink', 'mailto:alice@example.com')).toEqual({ ok: true, value: null })
  expect(await call(page, 'openLink', 'file:///etc/passwd')).toEqual(refused)
  expect(await call(page, 'openLink', 'javascript:alert(1)')).toEqual(refused)
  await expect(async () => {
    expect((await program.recorded('open-external')).flat().sort()).toEqual([
      'https://example.com/here',
      'https://example.com/new',
      'https://example.com/opened',
      'mailto:alice@example.com',
    ])
  }).toPass()
  await expect.poll(() => program.electron.windows().length).toBe(1)
  expect(page.url()).toBe(address)
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
})

test('calls with unknown names or wrong arguments are refused', async ({ launch }) => {
  const page = await (await launch()).window('sign-in')
  const wrong: [unknown, ...unknown[]][] = [
    ['evil'],
    ['constructor'],
    ['__proto__'],
    [7],
    ['setPresence', 'local/alice@example.com'],
    ['setPresence', 'local/alice@example.com', 'invisible'],
    ['addContact', 'local/alice@example.com', 'no address'],
    ['signIn', { address: 'alice@example.com', password: 'secret' }],
    ['sendMessage', 'conversation', 'x'.repeat(20_001), {}],
  ]
  for (const [name, ...args] of wrong)
    expect(await anyCall(page, name, ...args), String(name)).toEqual(refused)
  expect(await call(page, 'showSignIn')).toEqual({ ok: true, value: null })
})

test('calls from a page that is not the program’s are refused', async ({ launch }) => {
  const program = await launch()
  await program.window('sign-in')
  const preload = path.join(process.env.PAPILIO_E2E_APP_DIR ?? '.', 'dist/preload/index.cjs')
  const opened = program.electron.waitForEvent('window')
  await program.electron.evaluate(({ BrowserWindow }, file) => {
    const window = new BrowserWindow({ webPreferences: { preload: file, sandbox: true } })
    void window.loadURL('data:text/html,<title>stranger</title>')
  }, path.resolve(preload))
  const stranger = await opened
  await expect(stranger).toHaveTitle('stranger')
  expect(await anyCall(stranger, 'showSignIn')).toEqual(refused)
  const subscription = await Subscription.open(stranger, { waits: false })
  expect(await anyCall(stranger, 'openLink', 'https://example.com/')).toEqual(refused)
  expect(await subscription.updates()).toEqual([])
  expect(await program.recorded('open-external')).toEqual([])
})

test('pages have no permissions', async ({ launch }) => {
  const page = await (await launch()).window('sign-in')
  const found = await page.evaluate(async () => ({
    places: (await navigator.permissions.query({ name: 'geolocation' })).state,
    clipboard: await navigator.clipboard.readText().then(
      () => 'read',
      () => 'refused',
    ),
  }))
  expect(found).toEqual({ places: 'denied', clipboard: 'refused' })
})

test('a page that is loaded again has its bridge', async ({ launch }) => {
  const page = await (await launch()).window('sign-in')
  await page.evaluate(() => {
    Object.assign(window, { before: true })
    location.reload()
  })
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  await expect.poll(() => page.evaluate(() => 'before' in window)).toBe(false)
  expect(await call(page, 'showSignIn')).toEqual({ ok: true, value: null })
})

test('a program that is killed takes its windows along', async ({ launch }) => {
  const program = await launch()
  const page = await program.window('sign-in')
  const closed = page.waitForEvent('close')
  process.kill(program.electron.process().pid!, 'SIGKILL')
  await closed
})

test('a password is kept encrypted, or not at all', async ({ launch }) => {
  test.skip(backend === 'electron', 'needs a key store that the test may use')
  for (const keyring of [undefined, 'a key store']) {
    const program = await launch(keyring ? { env: { ELECTRON_HOST_KEYRING: keyring } } : {})
    const page = await program.window('sign-in')
    const networks = (await (await Subscription.open(page)).state()).networks
    // The window closes on success, before the answer reaches it.
    void call(page, 'signIn', {
      network: networks.find(({ id }) => id === 'local')!,
      address: 'alice@example.com',
      password: 'pässword of Alice',
      rememberAccount: true,
      rememberPassword: true,
    }).catch(() => {})
    const contactList = await program.window('contact-list')
    const subscription = await Subscription.open(contactList)
    const remembered = async () => (await subscription.state()).rememberedAccounts
    await expect
      .poll(async () => (await remembered()).map(({ passwordRemembered }) => passwordRemembered))
      .toEqual([keyring !== undefined])
    const file = path.join(program.userData, 'credentials.json')
    if (keyring) {
      expect(statSync(file).mode & 0o777).toBe(0o600)
      expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object)).toEqual([
        'local/alice@example.com',
      ])
      expect(readFileSync(file, 'utf8')).not.toContain('ssword of')
    } else expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined()
  }
})
