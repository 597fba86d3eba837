/** A `Content-Type` value: the type and the parameters' names in lower case, the values as written, unquoted. */
export interface ContentType {
  readonly type: string
  readonly parameters: ReadonlyMap<string, string>
}

/** Reads `Type/SubType; name = "value"` with any spacing and letter case; parts without `=` are skipped. */
export function parseContentType(value: string): ContentType {
  const [type = '', ...parts] = value.split(';')
  const parameters = new Map<string, string>()
  for (const part of parts) {
    const equals = part.indexOf('=')
    if (equals < 0) continue
    parameters.set(part.slice(0, equals).trim().toLowerCase(), unquoted(part.slice(equals + 1).trim()))
  }
  return { type: type.trim().toLowerCase(), parameters }
}

function unquoted(value: string): string {
  return value.length >= 2 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value
}
