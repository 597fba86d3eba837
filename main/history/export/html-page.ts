import { emoticonPictures } from './emoticon-pictures.ts'
import { escapeHtml } from './html-text.ts'
import { pageStyle } from './page-style.ts'

/** Nothing is loaded and nothing runs, whatever a page holds: it may only look like something. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

/** The beginning of a page, up to where its body begins. */
export const pageStart = (title: string, locale: string): string => `<!doctype html>
<html lang="${escapeHtml(locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title.replace(/\s+/g, ' '))}</title>
<style>
${pageStyle}</style>
</head>
<body>
`

/** The end of a page. */
export const pageEnd = '</body>\n</html>\n'

/** The pictures of these emoticons, each once; they are known only when the page has been written. */
export function picturesStyle(names: ReadonlySet<string>): string {
  const rules = [...names].sort().flatMap((name) => {
    const svg = emoticonPictures[name]
    return svg === undefined ? [] : [`.e-${name} { background-image: url("${dataUrl(svg)}") }\n`]
  })
  return rules.length === 0 ? '' : `<style>\n${rules.join('')}</style>\n`
}

const dataUrl = (svg: string): string => `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
