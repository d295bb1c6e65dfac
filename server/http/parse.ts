import type { Body } from '../../spec/contract.ts'
import { refuse } from '../refusals.ts'
import type { Exchange } from './exchange.ts'
import { UnfitJson, readJson } from './json.ts'
import { saysJson } from './media-type.ts'

/** 1 MiB, as defined by the contract. */
const maxBodyBytes = 1_048_576

/** Reads the body if the operation has one and checks its size (413), its type (415) and its syntax (400). Other bodies are ignored. */
export function parse(exchange: Exchange): Promise<void> | undefined {
  const body = exchange.target.endpoint?.operation.body
  return body === undefined ? undefined : parseBody(exchange, body)
}

async function parseBody(exchange: Exchange, body: Body): Promise<void> {
  const { headers, readBody } = exchange.arrival
  const bytes = await readBody(maxBodyBytes)
  if (bytes.length === 0) {
    if (body.required) throw refuse('jsonMalformed', { issues: [{ in: 'body', path: '', message: 'must be one JSON value' }] })
    return
  }
  // RFC 9110 §8.4.1: `identity` means no encoding.
  if ((headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity') {
    throw refuse('mediaTypeUnsupported', { headers: { 'Accept-Encoding': 'identity' } })
  }
  if (!saysJson(headers['content-type'])) throw refuse('mediaTypeUnsupported', { headers: { Accept: body.mediaType } })
  try {
    const { value, text } = readJson(bytes)
    // Several client generators send `null` for an absent body.
    if (value === null && !body.required) return
    exchange.content = value
    exchange.text = text
  } catch (error) {
    if (error instanceof UnfitJson) throw refuse('requestInvalid', { issues: [{ in: 'body', path: '', message: error.message }] })
    throw refuse('jsonMalformed', { issues: [{ in: 'body', path: '', message: 'must be one JSON value' }] })
  }
}
