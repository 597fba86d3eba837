import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IdleWatch } from '../../main/desktop/idle-watch.ts'
import { proxyOfAnswer } from '../../main/desktop/proxy-answer.ts'

describe('the idle watch', () => {
  function watch(idleMinutes: number) {
    const world = { idleSeconds: 0, idleMinutes }
    const told: boolean[] = []
    const watch = new IdleWatch({
      idleSeconds: () => world.idleSeconds,
      idleMinutes: () => world.idleMinutes,
      onIdle: (idle) => told.push(idle),
    })
    const lookAt = (change: Partial<typeof world>) => {
      Object.assign(world, change)
      watch.look()
    }
    return { told, lookAt }
  }

  it('tells once when the user stops and once when the user is back', () => {
    const { told, lookAt } = watch(5)
    lookAt({ idleSeconds: 299 })
    expect(told).toEqual([])
    lookAt({ idleSeconds: 300 })
    lookAt({ idleSeconds: 4000 })
    expect(told).toEqual([true])
    lookAt({ idleSeconds: 0 })
    lookAt({ idleSeconds: 20 })
    expect(told).toEqual([true, false])
  })

  it('never tells of idleness when it is switched off, and ends it when it is switched off meanwhile', () => {
    const { told, lookAt } = watch(0)
    lookAt({ idleSeconds: 100_000 })
    expect(told).toEqual([])
    lookAt({ idleMinutes: 1 })
    lookAt({ idleMinutes: 0 })
    expect(told).toEqual([true, false])
  })
})

describe('the answer of the system about proxies', () => {
  const proxy = (kind: 'http' | 'socks5', host: string, port: number) => ({
    kind,
    host,
    port,
    username: '',
    password: '',
  })

  it.each([
    ['DIRECT', null],
    ['', null],
    ['PROXY proxy.example.com:3128', proxy('http', 'proxy.example.com', 3128)],
    ['SOCKS5 10.0.0.1:1080;DIRECT', proxy('socks5', '10.0.0.1', 1080)],
    ['  proxy  p:8080 ; DIRECT', proxy('http', 'p', 8080)],
    ['PROXY [2001:db8::1]:8080', proxy('http', '2001:db8::1', 8080)],
    ['SOCKS 10.0.0.1:1080; SOCKS5 10.0.0.2:1081', proxy('socks5', '10.0.0.2', 1081)],
    ['HTTPS secure:443; PROXY plain:80', proxy('http', 'plain', 80)],
    ['HTTPS secure:443; DIRECT; PROXY plain:80', null],
    ['SOCKS 10.0.0.1:1080', null],
    ['PROXY host', null],
    ['PROXY host:0; PROXY host:65536', null],
    ['PROXY user:secret@host:80', null],
  ])('%j is read', (answer, expected) => expect(proxyOfAnswer(answer)).toEqual(expected))

  it('never throws, and names only ports that exist', () => {
    fc.assert(
      fc.property(fc.string(), (answer) => {
        const found = proxyOfAnswer(`PROXY ${answer}; ${answer}`)
        if (found !== null) expect(found.port >= 1 && found.port <= 65535).toBe(true)
      }),
    )
  })
})
