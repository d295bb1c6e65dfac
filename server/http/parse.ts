import { refuse } from '../refusals.ts'
import type { Exchange } from './exchange.ts'
import { UnfitJson, readJson } from './json.ts'
import { saysJson } from './media-type.ts'

/** 1 MiB, as the contract says. */
const maxBodyBytes = 1_048_576

/** Reads the body, if the operation takes one: its size (413), its type (415), its syntax (400). A body that nobody asked for is left alone. */
export async function parse(exchange: Exchange): Promise<void> {
  const body = exchange.target.endpoint?.operation.body
  if (body === undefined) return

  const { headers, readBody } = exchange.arrival
  const bytes = await readBody(maxBodyBytes)
  if (bytes.length === 0) {
    if (body.required) throw refuse('jsonMalformed', { issues: [{ in: 'body', path: '', message: 'must be one JSON value' }] })
    return
  }
  // RFC 9110 §8.4.1: `identity` means that nothing was done to it.
  if ((headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity') {
    throw refuse('mediaTypeUnsupported', { headers: { 'Accept-Encoding': 'identity' } })
  }
  if (!saysJson(headers['content-type'])) throw refuse('mediaTypeUnsupported', { headers: { Accept: body.mediaType } })
  try {
    exchange.content = readJson(bytes)
  } catch (error) {
    if (error instanceof UnfitJson) throw refuse('requestInvalid', { issues: [{ in: 'body', path: '', message: error.message }] })
    throw refuse('jsonMalformed', { issues: [{ in: 'body', path: '', message: 'must be one JSON value' }] })
  }
}
