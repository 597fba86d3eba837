const schemes: readonly string[] = ['http:', 'https:', 'ftp:', 'mailto:']

/** The address that may be opened outside of the program, or null: web pages, files by FTP and mail, nothing else. */
export function openableLink(text: string): string | null {
  if (text.length > 2000 || !URL.canParse(text)) return null
  const url = new URL(text)
  return schemes.includes(url.protocol) ? url.href : null
}
