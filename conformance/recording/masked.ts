/** Credentials that a tool has made unreadable before it wrote a recording. */

/** Words that stand where a secret was, whatever is around them. */
const words =
  /redact|mask|hidden|remov|filter|censor|obfuscat|sanit|anonym|omit|strip|secret_?here|your[-_ ]|example|placeholder|dummy|xxx/i

/**
 * Whether a text can only be what was put in a credential's place: it says so, repeats one sign, or has signs that no token has (RFC 6750 §2.1). Two of
 * them may be one key or two.
 */
export function isMasked(text: string): boolean {
  return /[^\w\-.~+/= ]/.test(text) || words.test(text) || /([^ ])\1{3}|\.{3}|\.\.$/.test(text)
}
