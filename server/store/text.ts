/**
 * JSON text can contain U+0000, which databases written in C (and PostgreSQL) do not store. So U+0000 is stored as U+0001 U+0001, and U+0001 as
 * U+0001 U+0002: the encoding is lossless and keeps the order by code point.
 */

const special = /[\u0000\u0001]/

export function encodeText(text: string): string {
  return special.test(text) ? text.replaceAll('\u0001', '\u0001\u0002').replaceAll('\u0000', '\u0001\u0001') : text
}

export function decodeText(stored: string): string {
  if (!stored.includes('\u0001')) return stored

  return stored.replace(/\u0001([\u0001\u0002])/g, (_, second) => (second === '\u0001' ? '\u0000' : '\u0001'))
}
