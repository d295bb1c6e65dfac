import { hash } from 'node:crypto'
import { schemaNumber } from '../schema-number.ts'

/** The text of a key, `bdk_<environment>_<publicId>_<secret>` (D06), taken apart. */
export interface KeyText {
  readonly text: string
  /** By which the key is found. */
  readonly publicId: string
  /** All but the secret. */
  readonly keyPrefix: string
  readonly last4: string
}

const syntax = /^(bdk_[a-z]+_([A-Za-z0-9]+))_[A-Za-z0-9]+$/
/** Longest key that the contract knows; anything longer is no key and is not looked at. */
const maxLength = schemaNumber('maxLength', 'IssuedApiKey', 'plaintextKey')

/** Takes the text of a key apart; `undefined` if it is not one. */
export function parseKeyText(text: string): KeyText | undefined {
  if (text.length > maxLength) return undefined
  const [, keyPrefix, publicId] = syntax.exec(text) ?? []
  if (keyPrefix === undefined || publicId === undefined) return undefined
  return { text, publicId, keyPrefix, last4: text.slice(-4) }
}

/** Makes the text of a new key; `newSecret` yields that many random characters out of `0-9A-Za-z`. */
export function newKeyText(newSecret: (length: number) => string): KeyText {
  const publicId = newSecret(12)
  const keyPrefix = `bdk_live_${publicId}`
  // 36 characters of 62 are 214 bits: nobody guesses them, so a plain hash suffices where a password would need a slow one.
  const text = `${keyPrefix}_${newSecret(36)}`
  return { text, publicId, keyPrefix, last4: text.slice(-4) }
}

/** Hexadecimal SHA-256 of the whole text: all that is kept of a key's secret. */
export function hashKeyText(text: string): string {
  return hash('sha256', text)
}
