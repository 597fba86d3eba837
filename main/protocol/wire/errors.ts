/** The peer broke the protocol: its connection closes, nothing else does. The text holds no secret of a payload. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError'
}
