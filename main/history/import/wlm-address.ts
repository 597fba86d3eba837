import { isAddress } from '../../../app/contact.ts'

/**
 * The number that Windows Live Messenger put behind the name in the names of files and folders: over the address in lower case,
 * `number * 101 + character`, in 32 bits.
 */
export function wlmNumber(address: string): number {
  let number = 0
  for (const character of address.toLowerCase()) {
    number = (Math.imul(number, 101) + (character.codePointAt(0) ?? 0)) >>> 0
  }
  return number
}

/** Where people had their addresses. */
const usualDomains = [
  ...[
    'hotmail.com',
    'msn.com',
    'live.com',
    'passport.com',
    'windowslive.com',
    'outlook.com',
    'messengeruser.com',
  ],
  ...[
    'hotmail.co.uk',
    'live.co.uk',
    'hotmail.fr',
    'live.fr',
    'hotmail.de',
    'live.de',
    'hotmail.it',
    'live.it',
  ],
  ...[
    'hotmail.es',
    'live.nl',
    'hotmail.nl',
    'live.se',
    'hotmail.se',
    'live.dk',
    'live.no',
    'live.be',
    'hotmail.be',
  ],
  ...[
    'live.com.au',
    'live.ca',
    'live.cn',
    'live.jp',
    'hotmail.co.jp',
    'live.com.mx',
    'live.com.ar',
    'live.com.pt',
  ],
  ...[
    'hotmail.com.br',
    'live.com.br',
    'hotmail.com.tr',
    'hotmail.com.ar',
    'live.at',
    'hotmail.ch',
    'live.ie',
  ],
  ...[
    'gmail.com',
    'googlemail.com',
    'yahoo.com',
    'yahoo.co.uk',
    'yahoo.fr',
    'yahoo.de',
    'yahoo.it',
    'yahoo.com.br',
  ],
  ...['aol.com', 'aim.com', 'icq.com', 'gmx.de', 'gmx.net', 'gmx.at', 'web.de', 't-online.de', 'freenet.de'],
  ...[
    'free.fr',
    'wanadoo.fr',
    'orange.fr',
    'laposte.net',
    'libero.it',
    'virgilio.it',
    'mail.ru',
    'qq.com',
    '163.com',
  ],
]

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/**
 * The address for which a file or folder is named: `bob@example.com` in old versions, `bob1234567890` later. Looked for among
 * known people, then with the name before the number at known and usual domains; null when none gives the number. The
 * name itself may end with digits.
 */
export function addressOfWlmName(name: string, known: readonly string[]): string | null {
  const wanted = name.trim().toLowerCase()
  if (isAddress(wanted)) return wanted
  const domains = new Set([...known.map(domainOf), ...usualDomains].map((domain) => domain.toLowerCase()))
  for (const { local, number } of splits(wanted)) {
    for (const domain of domains) {
      const address = `${local}@${domain}`
      if (wlmNumber(address) === number && isAddress(address)) return address
    }
  }
  return null
}

/** Every way to take `bob1234567890` apart into a name and a number of 32 bits. */
function splits(name: string): readonly { readonly local: string; readonly number: number }[] {
  const digits = /\d{1,10}$/.exec(name)?.[0] ?? ''
  return Array.from({ length: digits.length }, (_, index) => ({
    local: name.slice(0, name.length - digits.length + index),
    number: Number(digits.slice(index)),
    plain: digits[index] !== '0' || index === digits.length - 1,
  })).filter(({ local, number, plain }) => local !== '' && plain && number <= 0xffffffff)
}
