import { BlockList, isIP } from 'node:net'

/**
 * Whether `NO_PROXY` excludes a URL from the proxy. Parses it like curl (host names including subdomains, IP addresses, networks such as
 * `10.0.0.0/8`, `*`; separated by commas or spaces) and supports ports like Go. Ignores invalid entries.
 */
export function goesDirect(no: string, { hostname, port, protocol }: Pick<URL, 'hostname' | 'port' | 'protocol'>): boolean {
  const host = bare(hostname)
  const used = port === '' ? (protocol === 'https:' ? '443' : '80') : port
  return no
    .split(/[\s,]+/)
    .filter((each) => each !== '')
    .some((each) => {
      const entry = parsed(each)
      return (entry.port === undefined || entry.port === used) && covers(entry.text, host)
    })
}

/** Splits an entry into host and port; an IPv6 address has a port only if it is in brackets. */
function parsed(entry: string): { readonly text: string; readonly port?: string } {
  const [, bracketed, prefix = '', after] = /^\[([^\]]*)\](\/\d+)?(?::(\d+))?$/.exec(entry) ?? []
  if (bracketed !== undefined) return { text: bracketed + prefix, ...(after === undefined ? {} : { port: after }) }
  const [, text, port] = /^([^:]+):(\d+)$/.exec(entry) ?? []
  return text === undefined || port === undefined ? { text: entry } : { text, port }
}

function covers(text: string, host: string): boolean {
  if (text === '*') return true
  const family = familyOf(host)
  if (family === undefined) {
    const name = bare(text).replace(/^\*?\./, '')
    return name !== '' && (host === name || host.endsWith(`.${name}`))
  }
  const [network = '', bits] = text.split('/')
  // Different spellings of an IP address are equal.
  if (familyOf(network) !== family) return false
  const list = new BlockList()
  const most = family === 'ipv4' ? 32 : 128
  const length = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN
  if (!(length >= 0 && length <= most)) return false
  list.addSubnet(network, length, family)
  return list.check(host, family)
}

const familyOf = (text: string): 'ipv4' | 'ipv6' | undefined => (isIP(text) === 4 ? 'ipv4' : isIP(text) === 6 ? 'ipv6' : undefined)

/** Removes brackets and the trailing dot, and converts to lower case. */
const bare = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
