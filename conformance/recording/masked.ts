/** Credentials that a tool masked before it wrote a recording. */

/** Words that replace a secret, whatever surrounds them. */
const words =
  /redact|mask|hidden|remov|filter|censor|obfuscat|sanit|anonym|omit|strip|secret_?here|your[-_ ]|example|placeholder|dummy|xxx/i

/**
 * Whether a text can only be a placeholder for a credential: it says so, repeats one character, or has characters that are not allowed in a
 * token (RFC 6750 §2.1). Two placeholders may stand for the same key or for different ones.
 */
export function isMasked(text: string): boolean {
  return /[^\w\-.~+/= ]/.test(text) || words.test(text) || /([^ ])\1{3}|\.{3}|\.\.$/.test(text)
}
