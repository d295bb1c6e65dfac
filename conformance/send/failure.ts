/** What went wrong on the way, in the words of its real cause. */
import type { Failure } from '../model/exchange.ts'
import { foreign } from '../text/foreign.ts'
import { askedForCertificate, ProxyFailure } from './dial.ts'

/** What is known of a connection on which no answer came. */
export interface Circumstances {
  /** Milliseconds that the exchange was given. */
  readonly timeout: number
  /** The other side asked for a client certificate. */
  readonly isAsked: boolean
  /** The first bytes that came, if any did. */
  readonly beginning: Buffer
  /** Whether the address asks for TLS. */
  readonly isSecure: boolean
  /** Over a plain connection nothing came, and TLS is spoken there. */
  readonly speaksTls?: boolean
}

const unreachable = (message: string): Failure => ({ kind: 'unreachable', message })

const wantsCertificate = 'it asks for a client certificate, and the suite shows none'
const isTls = 'TLS is spoken there; the address has to begin with https://'

/** Causes by what OpenSSL says, in upper case with underscores. */
const handshakes: readonly (readonly [RegExp, string])[] = [
  [/CERTIFICATE_REQUIRED|ALERT_(?:NO_|BAD_|UNSUPPORTED_)?CERTIFICATE|ALERT_UNKNOWN_CA|ALERT_ACCESS_DENIED/, wantsCertificate],
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|BAD_RECORD_TYPE|HTTP_REQUEST|RECORD_LAYER_FAILURE|UNEXPECTED_MESSAGE|RECORD_OVERFLOW/,
    'no TLS is spoken there; try an address that begins with http://',
  ],
  [/NO_APPLICATION_PROTOCOL/, 'over TLS it does not speak HTTP/1.1, which is what the suite speaks; perhaps HTTP/2 alone'],
  [
    /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|WRONG_SSL_VERSION|NO_PROTOCOLS_AVAILABLE|INAPPROPRIATE_FALLBACK/,
    'it has no version of TLS in common with the suite, which speaks 1.2 and 1.3',
  ],
  [
    /HANDSHAKE_FAILURE|NO_SHARED_CIPHER|INSUFFICIENT_SECURITY|NO_CIPHERS|KEY_TOO_SMALL|ILLEGAL_PARAMETER|DECODE_ERROR|SMALL_SUBGROUP/,
    'it has no way to encrypt in common with the suite',
  ],
  [/UNRECOGNIZED_NAME/, 'over TLS it serves no host of this name'],
]

const certificates: readonly (readonly [RegExp, string])[] = [
  [/HAS_EXPIRED/, 'it has expired'],
  [/NOT_YET_VALID/, 'it is not valid yet'],
  [/ALTNAME|HOSTNAME_MISMATCH/, 'it is for another host'],
  [/REVOKED/, 'it was revoked'],
  [/SELF_SIGNED|DEPTH_ZERO|UNABLE_TO/, 'nobody known has signed it; --ca FILE trusts another authority'],
]
const isCertificate = /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE)|PATH_LENGTH|CRL_)/

const systems: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED/, 'nothing listens there'],
  [/ENOTFOUND|ENODATA|EAI_NONAME/, 'its host name is not known'],
  [/EAI_AGAIN|EAI_FAIL|ESERVFAIL|ETIMEOUT/, 'the name service does not tell its address'],
  [/EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ENETDOWN|EHOSTDOWN|EINVAL/, 'no route leads there'],
  [/EACCES|EPERM/, 'this machine does not allow the connection'],
  [/ETIMEDOUT/, 'nothing answers there'],
]

/** The failure that an error of a connection or of a client is. */
export function failureOf(error: Error & { code?: string }, about: Circumstances): Failure {
  if (error instanceof ProxyFailure) {
    const inner = error.cause instanceof Error ? failureOf(error.cause, about).message : undefined
    return unreachable(inner === undefined ? error.message : `${error.message}: ${inner}`)
  }
  const code = error.code ?? ''
  const seconds = `${about.timeout / 1000} s`
  if (code === 'CONNECT_TIMEOUT') return { kind: 'timeout', message: `no connection within ${seconds}` }
  const system = systems.find(([pattern]) => pattern.test(code))?.[1]
  if (system !== undefined) return unreachable(system)
  if (code === 'HANDSHAKE_ENDED')
    return unreachable(
      askedForCertificate(error)
        ? wantsCertificate
        : 'it ended the connection during the TLS handshake; perhaps no TLS is spoken there (http://), or a client certificate is asked for',
    )
  if (code.includes('TIMEOUT')) return { kind: 'timeout', message: `no complete answer within ${seconds}` }
  return overTls(error, code, about) ?? broken(error, code, about)
}

function overTls(error: Error, code: string, { isAsked }: Circumstances): Failure | undefined {
  if (isCertificate.test(code)) {
    const why = certificates.find(([pattern]) => pattern.test(code))?.[1]
    return unreachable(`its TLS certificate is not accepted (${code})${why === undefined ? '' : `: ${why}`}`)
  }
  if (!/SSL|TLS|EPROTO/.test(code)) return undefined
  const said = `${code} ${error.message}`.toUpperCase().replaceAll(/[ -]/g, '_')
  const cause = isAsked || askedForCertificate(error) ? wantsCertificate : handshakes.find(([pattern]) => pattern.test(said))?.[1]
  return unreachable(
    cause === undefined ? `TLS could not be agreed on (${foreign(code === 'EPROTO' ? error.message : code, 120)})` : `${cause} (${code})`,
  )
}

function broken(error: Error, code: string, about: Circumstances): Failure {
  const { beginning, isAsked, isSecure, speaksTls } = about
  if (!isSecure && (speaksTls === true || (beginning[0] !== undefined && [0x15, 0x16].includes(beginning[0]) && beginning[1] === 3)))
    return unreachable(isTls)
  // A frame of settings (RFC 9113 §3.4) is what a server of HTTP/2 begins with.
  if (beginning.length >= 5 && beginning[0] === 0 && beginning[1] === 0 && beginning[3] === 4 && beginning[4] === 0)
    return unreachable('HTTP/2 alone is spoken there, and the suite speaks HTTP/1.1')
  if (/^(UND_ERR_SOCKET|ECONNRESET|EPIPE|ECONNABORTED)$/.test(code)) {
    if (isAsked && beginning.length === 0) return unreachable(wantsCertificate)
    return { kind: 'broken', message: 'the connection ended before the answer was complete' }
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return { kind: 'broken', message: 'its headers are larger than 256 KiB' }
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH')
    return {
      kind: 'broken',
      message: 'its body is not as long as its Content-Length, or it says in two ways where the body ends (RFC 9112 §6.3)',
    }
  // The parser tells what it stumbled over in parentheses.
  const reason = /does not match the HTTP\/1\.1 protocol \((.+)\)$/s.exec(error.message)?.[1]
  if (reason !== undefined) return { kind: 'broken', message: `its answer is not HTTP as RFC 9112 has it: ${foreign(reason, 300)}` }
  return { kind: 'broken', message: foreign(error.message === '' ? code : error.message, 300) }
}
