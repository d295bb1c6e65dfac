const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
const type = new RegExp(`^(${token}/${token})[ \\t]*`)
const parameter = new RegExp(`;[ \\t]*(?:(${token})=(?:(${token})|"((?:[^"\\\\]|\\\\.)*)"))?[ \\t]*`, 'y')

/**
 * Whether a `Content-Type` declares JSON in UTF-8 (RFC 9110 §8.3.1): `application/json` in any case and with any parameters, because RFC 8259
 * §11 defines none; only a `charset` other than UTF-8 contradicts JSON.
 */
export function saysJson(contentType: string | undefined): boolean {
  const [head, name] = type.exec(contentType ?? '') ?? []
  if (contentType === undefined || head === undefined || name?.toLowerCase() !== 'application/json') return false
  parameter.lastIndex = head.length
  while (parameter.lastIndex < contentType.length) {
    const match = parameter.exec(contentType)
    if (match === null) return false
    const [, attribute, plain, quoted] = match
    const value = plain ?? quoted?.replaceAll(/\\(.)/g, '$1')
    if (attribute?.toLowerCase() === 'charset' && value?.toLowerCase() !== 'utf-8') return false
  }
  return true
}
