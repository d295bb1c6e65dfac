/** Translates connection errors into failures with the actual cause. */
import type { Failure } from '../model/exchange.ts'
import { foreign } from '../text/foreign.ts'
import { askedForCertificate, ProxyFailure } from './dial.ts'

/** What is known about a connection without a response. */
export interface Circumstances {
  /** Timeout of the exchange, in milliseconds. */
  readonly timeout: number
  /** The server requested a client certificate. */
  readonly isAsked: boolean
  /** The first bytes received, if any. */
  readonly beginning: Buffer
  /** Whether the URL requires TLS. */
  readonly isSecure: boolean
  /** Nothing was received over a plain connection, and the server accepts TLS. */
  readonly speaksTls?: boolean
}

const unreachable = (message: string): Failure => ({ kind: 'unreachable', message })

const wantsCertificate = 'it requires a client certificate, and the suite does not send one'
const isTls = 'it expects TLS; use a base URL that begins with https://'

/** Causes by the error of OpenSSL, in upper case with underscores. */
const handshakes: readonly (readonly [RegExp, string])[] = [
  [/CERTIFICATE_REQUIRED|ALERT_(?:NO_|BAD_|UNSUPPORTED_)?CERTIFICATE|ALERT_UNKNOWN_CA|ALERT_ACCESS_DENIED/, wantsCertificate],
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|BAD_RECORD_TYPE|HTTP_REQUEST|RECORD_LAYER_FAILURE|UNEXPECTED_MESSAGE|RECORD_OVERFLOW/,
    'it does not use TLS; try a base URL that begins with http://',
  ],
  [/NO_APPLICATION_PROTOCOL/, 'it does not support HTTP/1.1 over TLS, which the suite uses; it may support only HTTP/2'],
  [
    /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|WRONG_SSL_VERSION|NO_PROTOCOLS_AVAILABLE|INAPPROPRIATE_FALLBACK/,
    'it supports neither TLS 1.2 nor TLS 1.3, which the suite uses',
  ],
  [
    /HANDSHAKE_FAILURE|NO_SHARED_CIPHER|INSUFFICIENT_SECURITY|NO_CIPHERS|KEY_TOO_SMALL|ILLEGAL_PARAMETER|DECODE_ERROR|SMALL_SUBGROUP/,
    'it has no TLS cipher settings in common with the suite',
  ],
  [/UNRECOGNIZED_NAME/, 'it does not serve this host name over TLS'],
]

const certificates: readonly (readonly [RegExp, string])[] = [
  [/HAS_EXPIRED/, 'it has expired'],
  [/NOT_YET_VALID/, 'it is not valid yet'],
  [/ALTNAME|HOSTNAME_MISMATCH/, 'it is for another host'],
  [/REVOKED/, 'it was revoked'],
  [/SELF_SIGNED|DEPTH_ZERO|UNABLE_TO/, 'it is not signed by a trusted authority; use --ca FILE to trust another one'],
]
const isCertificate = /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE)|PATH_LENGTH|CRL_)/

const systems: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED/, 'the connection was refused'],
  [/ENOTFOUND|ENODATA|EAI_NONAME/, 'its host name is unknown'],
  [/EAI_AGAIN|EAI_FAIL|ESERVFAIL|ETIMEOUT/, 'its host name could not be resolved'],
  [/EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ENETDOWN|EHOSTDOWN|EINVAL/, 'there is no route to it'],
  [/EACCES|EPERM/, 'this machine does not allow the connection'],
  [/ETIMEDOUT/, 'the connection timed out'],
]

/** Returns the failure for an error of a connection or of the HTTP client. */
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
        : 'it closed the connection during the TLS handshake; it may not use TLS (http://), or may require a client certificate',
    )
  if (code.includes('TIMEOUT')) return { kind: 'timeout', message: `no complete response within ${seconds}` }
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
    cause === undefined ? `the TLS handshake failed (${foreign(code === 'EPROTO' ? error.message : code, 120)})` : `${cause} (${code})`,
  )
}

function broken(error: Error, code: string, about: Circumstances): Failure {
  const { beginning, isAsked, isSecure, speaksTls } = about
  if (!isSecure && (speaksTls === true || (beginning[0] !== undefined && [0x15, 0x16].includes(beginning[0]) && beginning[1] === 3)))
    return unreachable(isTls)
  // An HTTP/2 server begins with a SETTINGS frame (RFC 9113 §3.4).
  if (beginning.length >= 5 && beginning[0] === 0 && beginning[1] === 0 && beginning[3] === 4 && beginning[4] === 0)
    return unreachable('it supports only HTTP/2, and the suite uses HTTP/1.1')
  if (/^(UND_ERR_SOCKET|ECONNRESET|EPIPE|ECONNABORTED)$/.test(code)) {
    if (isAsked && beginning.length === 0) return unreachable(wantsCertificate)
    return { kind: 'broken', message: 'the connection closed before the response was complete' }
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return { kind: 'broken', message: 'its headers are larger than 256 KiB' }
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH')
    return {
      kind: 'broken',
      message: 'its body does not match its Content-Length, or the end of the body is declared in two ways (RFC 9112 §6.3)',
    }
  // The parser reports the reason in parentheses.
  const reason = /does not match the HTTP\/1\.1 protocol \((.+)\)$/s.exec(error.message)?.[1]
  if (reason !== undefined) return { kind: 'broken', message: `its response is not valid HTTP (RFC 9112): ${foreign(reason, 300)}` }
  return { kind: 'broken', message: foreign(error.message === '' ? code : error.message, 300) }
}
