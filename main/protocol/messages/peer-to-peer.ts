import { addressKey } from '../../../app/contact.ts'
import type { Mime } from '../wire/mime.ts'
import type { Message } from './message.ts'

/** Reads `application/x-msnmsgrp2p`: a binary packet for one participant, whom `P2P-Dest` names. Null without it. */
export function parsePeerToPeer({ headers, body }: Mime): Message | null {
  const destination = addressKey(headers.get('p2p-dest') ?? '')
  return destination === '' ? null : { kind: 'peer-to-peer', destination, body }
}
