import { hash } from 'node:crypto'
import { schemaNumber } from '../schema-number.ts'

/** The parts of a key text, `bdk_<environment>_<publicId>_<secret>` (D06). */
export interface KeyText {
  readonly text: string
  /** The id that is used to find the key. */
  readonly publicId: string
  /** Everything except the secret. */
  readonly keyPrefix: string
  readonly last4: string
}

const syntax = /^(bdk_[a-z]+_([A-Za-z0-9]+))_[A-Za-z0-9]+$/
/** Maximum length of a key in the contract; longer text is rejected unread. */
const maxLength = schemaNumber('maxLength', 'IssuedApiKey', 'plaintextKey')

/** Parses the text of a key; `undefined` if it is malformed. */
export function parseKeyText(text: string): KeyText | undefined {
  if (text.length > maxLength) return undefined
  const [, keyPrefix, publicId] = syntax.exec(text) ?? []
  if (keyPrefix === undefined || publicId === undefined) return undefined
  return { text, publicId, keyPrefix, last4: text.slice(-4) }
}

/** Creates the text of a new key; `newSecret` returns the given number of random characters of `0-9A-Za-z`. */
export function newKeyText(newSecret: (length: number) => string): KeyText {
  const publicId = newSecret(12)
  const keyPrefix = `bdk_live_${publicId}`
  // 36 characters of 62 are 214 bits and cannot be guessed, so a fast hash is sufficient, unlike for a password.
  const text = `${keyPrefix}_${newSecret(36)}`
  return { text, publicId, keyPrefix, last4: text.slice(-4) }
}

/** Hexadecimal SHA-256 of the whole text; the secret itself is not stored. */
export function hashKeyText(text: string): string {
  return hash('sha256', text)
}
