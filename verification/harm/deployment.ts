/** A deployment that lies: the reference server on a copy of the template database, behind a layer that violates the contract. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import Database from 'libsql'
import { demoKeys, type DemoTenant } from '../../server/demo/keys.ts'
import { snapshot, type Snapshot } from '../../test/database-difference.ts'
import { jsonOf } from './answers.ts'
import type { Answer, Asked, Call, Desk, Lie } from './lie.ts'
import { placeOf } from './place.ts'
import { openReference } from './reference.ts'
import type { Row } from './rows.ts'
import { generous, tenantIds, tenants, type Template } from './template.ts'

/** A sent or attempted request. */
export interface Contact {
  readonly origin: string
  readonly withKey: boolean
}

export interface Deployment {
  /** Without a path, so that a malformed path can lead to another host. */
  readonly baseUrl: string
  /** The origin of another host, which must never receive a request. */
  readonly elsewhere: string
  readonly answer: (asked: Asked) => Promise<Answer>
  readonly clock: () => number
  /** Advances the clock without waiting. */
  readonly sleep: (milliseconds: number) => Promise<void>
  readonly snapshot: () => Snapshot
  /** Writes the current database to a new file. */
  readonly save: (to: string) => void
  /** Rows that another client added during the run, as they were then, by table. */
  readonly planted: ReadonlyMap<string, readonly Row[]>
  /** Requests that `elsewhere` received. */
  readonly strayed: readonly Contact[]
  /** Number of requests so far. */
  readonly requests: () => number
  /** Raises the rate limits, because another process cannot skip waits. */
  readonly hurry: () => Promise<void>
  readonly close: () => Promise<void>
}

/** The limits of the contract (D07). */
const ordinary = { perMinute: 100, perHour: 1000, anonymousPerMinute: 600 }

const bearer = Object.fromEntries(tenants.map((tenant) => [tenant, `Bearer ${demoKeys[tenant].administrator}`])) as Record<
  DemoTenant,
  string
>

export async function deploy(template: Pick<Template, 'copy' | 'strangers'>, lie: Lie): Promise<Deployment> {
  const directory = mkdtempSync(path.join(tmpdir(), 'harm-'))
  const file = path.join(directory, 'deployment.db')
  template.copy(file)
  let ahead = 0
  const clock = (): number => Date.now() + ahead
  const open = (limits: typeof ordinary) => openReference(file, { clock, random: randomBytes, limits })
  let reference = await open(ordinary)
  /** For the requests of the lie itself, which must not use up the limit of the key that the run uses. */
  let behind: ReturnType<typeof open> | undefined
  const planted = new Map<string, Row[]>()
  const strayed: Contact[] = []
  const trap = await door(async ({ headers }) => {
    strayed.push({ origin: trap.origin, withKey: showsKey(headers) })
    return { status: 200, headers: [['Content-Type', 'application/json']], body: Buffer.from('{"data":[]}') }
  })
  const desk: Desk = {
    pass: (call) => reference.answer(call),
    admin: async (tenant, method, target, json) => {
      const { answer } = await (behind ??= open(generous))
      return answer({
        method,
        target,
        headers: [['Authorization', bearer[tenant]], ...(json === undefined ? [] : [['Content-Type', 'application/json'] as const])],
        body: json === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(json)),
      })
    },
    keys: bearer,
    strangers: (tenant, kind) => template.strangers[tenant][kind],
    protect: (tenant, id) => {
      // Includes rows that refer to it, such as its history.
      for (const [table, rows] of snapshot(file)) {
        const found = rows.filter((row) => row['tenantId'] === tenantIds[tenant] && Object.values(row).includes(id))
        planted.set(table, [...(planted.get(table) ?? []), ...found])
      }
    },
    elsewhere: trap.origin,
    clock,
  }
  const lying = lie.how(desk)
  let count = 0
  const answer = async (asked: Asked): Promise<Answer> => {
    count += 1
    return lying(read(asked))
  }
  const front = await door(answer)
  return {
    baseUrl: front.origin,
    elsewhere: trap.origin,
    answer,
    clock,
    sleep: async (milliseconds) => {
      ahead += Math.ceil(milliseconds)
      // Lets pending responses arrive.
      await turn()
    },
    snapshot: () => snapshot(file),
    save: (to) => {
      const database = new Database(file)
      database.exec(`vacuum into '${to}'`)
      database.close()
    },
    planted,
    strayed,
    requests: () => count,
    hurry: async () => {
      await reference.close()
      reference = await open(generous)
    },
    close: async () => {
      await Promise.all([front.close(), trap.close()])
      await Promise.all([reference.close(), behind?.then((each) => each.close())])
      rmSync(directory, { recursive: true })
    },
  }
}

export const showsKey = (headers: Asked['headers']): boolean =>
  headers.some(([name, value]) => name.toLowerCase() === 'authorization' && value.includes('bdk_'))

function read(asked: Asked): Call {
  const place = placeOf(asked.target)
  const operation = place?.documented[asked.method]
  const shown = asked.headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? ''
  return {
    ...asked,
    ...(operation === undefined ? {} : { operation }),
    params: place?.params ?? {},
    query: new URLSearchParams(asked.target.split('?')[1] ?? ''),
    json: jsonOf(asked),
    tenant: tenants.find((tenant) => Object.values(demoKeys[tenant]).some((key) => shown.includes(key))) ?? 'nordwind',
  }
}

/** Starts a server on a free port, loopback only. */
async function door(answer: (asked: Asked) => Promise<Answer>): Promise<{ readonly origin: string; readonly close: () => Promise<void> }> {
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = Buffer.concat((await incoming.toArray()) as Buffer[])
    const { method = '', url: target = '', rawHeaders } = incoming
    const headers = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : []))
    const reply = await answer({ method, target, headers, body })
    for (const [name, value] of reply.headers) {
      if (!['transfer-encoding', 'connection', 'keep-alive'].includes(name.toLowerCase())) outgoing.appendHeader(name, value)
    }
    outgoing.writeHead(reply.status)
    outgoing.end(reply.body)
  }
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing).catch(() => incoming.destroy()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
