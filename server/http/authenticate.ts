import { timingSafeEqual } from 'node:crypto'
import { contract } from '../../spec/contract.ts'
import { hashKeyText, parseKeyText } from '../keys/key-text.ts'
import { refuse, type RefusalError, type RefusalName } from '../refusals.ts'
import type { StoredKey } from '../store/keys-store.ts'
import type { Exchange } from './exchange.ts'
import type { Service } from './service.ts'

/** RFC 9110 §11.6.2; the scheme is case-insensitive and followed by one or more spaces. */
const bearer = /^bearer(?: +|$)(.*)$/i

/** The token in an `Authorization` header; `undefined` for another scheme, empty if it is missing. */
export const bearerToken = (authorization: string): string | undefined => bearer.exec(authorization)?.[1]?.trim()

const challenge = `Bearer realm="${contract.title}"`

/** RFC 6750 §3: error attributes are only for requests with a bearer token. */
function deny(refusal: Extract<RefusalName, 'keyInvalid' | 'keyRevoked' | 'keyExpired'>, description: string): RefusalError {
  return refuse(refusal, { headers: { 'WWW-Authenticate': `${challenge}, error="invalid_token", error_description="${description}"` } })
}

/** Compares in constant time. */
function matches(key: StoredKey, text: string): boolean {
  const [kept, sent] = [Buffer.from(key.secretHash), Buffer.from(hashKeyText(text))]
  return kept.length === sent.length && timingSafeEqual(kept, sent)
}

/**
 * Authenticates the request. A failure is stored in `denial` instead of being thrown, because a request without a valid key is counted too (D07).
 */
export async function authenticate(exchange: Exchange, { store }: Service): Promise<void> {
  const { headers, repeated } = exchange.arrival
  if (repeated.includes('Authorization')) {
    // RFC 6750 §3.1: more than one way to send a token is an invalid request, not an invalid token.
    exchange.denial = refuse('requestInvalid', { issues: [{ in: 'header', path: 'Authorization', message: 'must be sent once' }] })
    return
  }
  const { authorization } = headers
  if (authorization === undefined) {
    exchange.denial = refuse('authorizationMissing', { headers: { 'WWW-Authenticate': challenge } })
    return
  }
  const sent = bearerToken(authorization)
  if (sent === undefined || sent === '') {
    exchange.denial = refuse('keyInvalid', { headers: { 'WWW-Authenticate': challenge } })
    return
  }
  const text = parseKeyText(sent)
  const key = text === undefined ? undefined : await store.findKey(text.publicId)
  if (key === undefined || !matches(key, sent)) {
    exchange.denial = deny('keyInvalid', 'The API key is malformed or unknown')
  } else if (key.revokedAt !== null) {
    exchange.denial = deny('keyRevoked', 'The API key has been revoked')
  } else if (key.expiresAt !== null && key.expiresAt <= exchange.arrival.at) {
    exchange.denial = deny('keyExpired', 'The API key has expired')
  } else {
    exchange.key = key
  }
}
