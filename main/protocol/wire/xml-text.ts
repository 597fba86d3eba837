const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Replaces the five named entities of XML and numbers, each once; anything else stays as it is. */
export const decodeEntities = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex, decimal, name: string | undefined) => {
      if (name !== undefined) return entities[name.toLowerCase()]!
      const code = hex === undefined ? Number(decimal) : parseInt(String(hex), 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : whole
    },
  )

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

// eslint-disable-next-line no-control-regex
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** Text as it may stand in XML: the five characters with a meaning become entities, what XML cannot hold is left out. */
export const escapeXml = (text: string): string =>
  /^[\w .:/@-]*$/.test(text)
    ? text
    : text
        .toWellFormed()
        .replace(notInXml, '')
        .replace(/[&<>"']/g, (sign) => escapes[sign]!)
