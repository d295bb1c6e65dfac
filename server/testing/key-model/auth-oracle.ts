import { expect } from 'vitest'
import type { Schemas } from '../../../spec/contract.ts'
import type { Answer, Fixture } from '../fixture.ts'
import { timestamp } from '../../timestamp.ts'
import { type Key, refusal, type KeyModel, statusOf } from './model.ts'

/** The client addresses. */
export const addresses = ['192.0.2.10', '198.51.100.7'] as const

/** The operations that are called with every key text, and their permissions. */
const doors = [
  { path: '/products', permission: 'products.read' },
  { path: '/inventory', permission: 'inventory.read' },
  { path: '/admin/api-keys', permission: 'admin.keys.read' },
] as const
const ways = doors.flatMap((door) => addresses.map((address) => ({ ...door, address })))

/** Sends requests through the complete server, as a client would, and compares the results with the model. */
export interface AuthOracle {
  readonly ask: (method: string, path: string, as: { text: string; address: string }, body?: object) => Promise<Answer>
  /** Counts a verdict. */
  readonly note: (verdict: string) => void
  /** Uses every key text ever issued, with another combination than after the last step, and checks the key list of the server. */
  readonly check: (model: KeyModel) => Promise<void>
  /** Uses every key text in every combination. */
  readonly close: (model: KeyModel) => Promise<void>
}

/** `200`, `401 INVALID_API_KEY`. */
export function verdictOn({ status, body }: Answer): string {
  const { reason } = (body.details ?? {}) as Partial<Schemas['ForbiddenDetails']>
  return reason === undefined ? `${status}` : `${status} ${reason}`
}

const shown = ({
  id,
  scopes,
  expiresAt,
  allowedIps,
  status,
}: Pick<Schemas['ApiKey'], 'id' | 'scopes' | 'expiresAt' | 'allowedIps' | 'status'>) =>
  `${id}: ${status}, scopes [${scopes.join(' ')}], until ${expiresAt ?? 'ever'}, from ${allowedIps.join(' and ') || 'anywhere'}`
const meant = (key: Key, now: number) =>
  shown({
    ...key,
    scopes: [...key.scopes],
    allowedIps: [...key.allowedIps],
    expiresAt: key.expiresAt === null ? null : timestamp(key.expiresAt),
    status: statusOf(key, now),
  })

/** `onlooker` is a key that the traces do not use; it may read all keys of the tenant. */
export function openAuthOracle(fixture: Fixture, onlooker: { id: string; text: string }, note: (verdict: string) => void): AuthOracle {
  let checks = 0

  const ask: AuthOracle['ask'] = (method, path, { text, address }, body) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    return fixture.call(method, `/api${path}`, { key: text, remoteAddress: address, ...sent })
  }

  const attempt = async (key: Key, number: number, text: string, { path, permission, address }: (typeof ways)[number], now: number) => {
    const verdict = verdictOn(await ask('GET', `${path}?limit=1`, { text, address }))
    note(verdict)
    const which = text === key.texts.at(-1) ? 'the text' : 'an old text'
    expect(verdict, `GET ${path} from ${address} with ${which} of key ${number}`).toBe(
      refusal(key, text, address, permission, now) ?? '200',
    )
  }

  return {
    ask,
    note,
    check: async (model) => {
      const turn = checks++
      for (const [index, key] of model.keys.entries()) {
        for (const [age, text] of key.texts.entries()) {
          const way = ways[(turn + index + age) % ways.length]
          if (way !== undefined) await attempt(key, index + 1, text, way, model.now)
        }
      }
      const { body } = await ask('GET', '/admin/api-keys?limit=100', { text: onlooker.text, address: addresses[0] })
      const told = (body.data as Schemas['ApiKey'][]).filter(({ id }) => id !== onlooker.id).map(shown)
      const right = model.keys.map((key) => meant(key, model.now))
      expect(told.toSorted(), `the list contains ${told.join('; ')}, expected ${right.join('; ')}`).toEqual(right.toSorted())
    },
    close: async (model) => {
      for (const [index, key] of model.keys.entries()) {
        for (const text of key.texts) for (const way of ways) await attempt(key, index + 1, text, way, model.now)
      }
    },
  }
}
