/** Listens in front of a deployment, passes everything on as it comes, and keeps what passes for the laws to judge. */
import http from 'node:http'
import https from 'node:https'
import { rootCertificates } from 'node:tls'
import type { AddressInfo } from 'node:net'
import type { HarEntry } from './har-format.ts'

export interface ProxyOptions {
  /** Base URL of the deployment, without a trailing slash. */
  readonly target: string
  /** Of 127.0.0.1; 0 for any free one. */
  readonly port: number
  /** Milliseconds that the deployment may take for an answer. */
  readonly timeout: number
  /** Certificates (PEM) to trust besides the usual ones. */
  readonly ca?: string
  /** Called with what one exchange showed, once it is over. */
  readonly onEntry: (entry: HarEntry) => void
}

export interface Proxy {
  /** For clients to use instead of the deployment's. */
  readonly baseUrl: string
  readonly close: () => Promise<void>
}

/** Of each body so many bytes are kept. */
const mostBytes = 2 * 1024 * 1024
/** RFC 9110 §7.6.1: what is said to the next one on the way, and not passed on. */
const hopByHop = ['connection', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding', 'upgrade', 'host']

/** Starts to listen; rejects if the port is taken. */
export async function openProxy({ target, port, timeout, ca, onEntry }: ProxyOptions): Promise<Proxy> {
  const { origin, protocol, host, pathname } = new URL(target)
  const tls = ca === undefined ? {} : { ca: [...rootCertificates, ca] }
  const server = http.createServer((incoming, outgoing) => {
    const began = Date.now()
    const url = `${origin}${incoming.url ?? '/'}`
    // Node adds none to headers that are given as a list.
    const headers = [['Host', host] as const, ...passedOn(incoming.rawHeaders)]
    const sent = kept()
    const onward = (protocol === 'https:' ? https : http).request(
      url,
      { method: incoming.method ?? 'GET', headers: headers.flat(), timeout, agent: false, ...tls },
      (answer) => {
        const received = kept()
        const shown = pairs(answer.rawHeaders)
        outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, passedOn(answer.rawHeaders).flat())
        answer.on('data', received.take)
        answer.on('end', () => {
          // As it travelled; whoever reads the entry unpacks it.
          const text = received.bytes()
          const posted = sent.bytes()
          onEntry({
            startedDateTime: new Date(began).toISOString(),
            time: Date.now() - began,
            request: {
              method: incoming.method ?? 'GET',
              url,
              headers: headers.map(([name, value]) => ({ name, value })),
              ...(posted.length === 0 ? {} : { postData: { text: posted.toString('utf8') } }),
            },
            response: {
              status: answer.statusCode ?? 0,
              headers: shown.map(([name, value]) => ({ name, value })),
              content: received.isWhole()
                ? { size: text.length, text: text.toString('base64'), encoding: 'base64' }
                : { size: received.size() },
            },
          })
        })
        answer.on('error', () => outgoing.destroy())
        answer.pipe(outgoing)
      },
    )
    onward.on('timeout', () => onward.destroy(new Error('no answer in time')))
    onward.on('error', (error) => {
      if (outgoing.headersSent) outgoing.destroy()
      else outgoing.writeHead(502, { 'Content-Type': 'text/plain' }).end(`The deployment cannot be reached: ${error.message}\n`)
    })
    incoming.on('data', sent.take)
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname.replace(/\/$/, '')}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The beginning of a body that passes. */
function kept() {
  const chunks: Buffer[] = []
  let size = 0
  return {
    take: (chunk: Buffer): void => {
      size += chunk.length
      if (size <= mostBytes) chunks.push(chunk)
    },
    bytes: (): Buffer => Buffer.concat(chunks),
    size: (): number => size,
    isWhole: (): boolean => size <= mostBytes,
  }
}

function pairs(raw: readonly string[]): (readonly [string, string])[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []))
}

const passedOn = (raw: readonly string[]) => pairs(raw).filter(([name]) => !hopByHop.includes(name.toLowerCase()))
