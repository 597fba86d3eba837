/** A kind of log that can be imported. */
export type LogKind = 'papilio' | 'wlm' | 'amsn' | 'pidgin-html' | 'pidgin-text'

/** Pidgin writes logs of all networks in one way, and names the network at the top. */
const signs: readonly (readonly [LogKind, RegExp])[] = [
  ['papilio', /^\s*\{\s*"format"\s*:\s*"papilio-history"/],
  ['wlm', /^\s*(?:<\?[^>]{0,300}>\s*){0,4}<Log(?:\s[^<]*)?>/],
  ['amsn', /^(?:\s*[^\n|]{0,1000}\n){0,3}\|"L(?:[A-Z]{3}|C[0-9a-f]{6})/],
  [
    'pidgin-html',
    /^\s*(?:<!DOCTYPE[^>]{0,200}>\s*)?<html>\s*<head>.{0,300}?<title>Conversation with [^<\n]{1,2000} \((?:msn|wlm|msn-pecan)\)<\/title>/is,
  ],
  ['pidgin-text', /^\s*Conversation with [^\n]{1,2000} \((?:msn|wlm|msn-pecan)\)\r?\n/i],
]

/** So many characters from the beginning of a file tell what it is. */
export const headLength = 4096

/** What kind of log begins like this; null for what is no log. The file's name does not matter. */
export const logKindOf = (head: string): LogKind | null =>
  signs.find(([, sign]) => sign.test(head.slice(0, headLength)))?.[0] ?? null
