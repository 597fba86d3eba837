import type { ServerResponse } from 'node:http'
import { escapeXml } from '../../protocol/wire/xml-text.ts'

/** What a SOAP service answers: a body with what stands in front of it, or why not. */
export type SoapAnswer =
  | { readonly kind: 'done'; readonly header: string; readonly body: string }
  /** `detail`: what stands inside of the fault's detail. */
  | { readonly kind: 'fault'; readonly code: string; readonly text: string; readonly detail: string }

/** A refusal. */
export const fault = (code: string, text: string, detail = ''): SoapAnswer => ({
  kind: 'fault',
  code,
  text,
  detail,
})

/** `namespace`: that of the service, in which its faults have their names. */
export function answerSoap(response: ServerResponse, namespace: string, answer: SoapAnswer): void {
  response.statusCode = answer.kind === 'done' ? 200 : 500
  response.setHeader('Content-Type', 'text/xml; charset=utf-8')
  response.setHeader('Cache-Control', 'no-store')
  response.end(envelope(answer.kind === 'done' ? content(answer) : faultBody(namespace, answer)))
}

const content = ({ header, body }: { readonly header: string; readonly body: string }): string =>
  `${header === '' ? '' : `<soap:Header>${header}</soap:Header>`}<soap:Body>${body}</soap:Body>`

const faultBody = (namespace: string, { code, text, detail }: SoapAnswer & { kind: 'fault' }): string =>
  `<soap:Body><soap:Fault><faultcode xmlns:q0="${namespace}">q0:${code}</faultcode>` +
  `<faultstring>${escapeXml(text)}</faultstring><detail>${detail}</detail></soap:Fault></soap:Body>`

const envelope = (inside: string): string =>
  '<?xml version="1.0" encoding="utf-8"?>' +
  '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
  ` xmlns:xsd="http://www.w3.org/2001/XMLSchema">${inside}</soap:Envelope>`
