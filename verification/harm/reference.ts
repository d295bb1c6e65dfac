/** The reference server in this process, on a database file, called without a network. */
import { buildApp, standardParts, type Limits } from '../../server/app.ts'
import { compileEndpoints } from '../../server/http/endpoint.ts'
import type { RandomBytes } from '../../server/random.ts'
import { openStore } from '../../server/store/open.ts'
import { contract } from '../../spec/contract.ts'
import type { Answer, Asked } from './lie.ts'

/** Base path of the contract's paths on the server itself. */
const prefix = '/api'

/** Compiled once: compiling takes longer than the rest of the start of an application, and the endpoints never change. */
const endpoints = compileEndpoints(contract)

export interface Reference {
  /** The path of `asked` is a path of the contract. */
  readonly answer: (asked: Asked) => Promise<Answer>
  readonly close: () => Promise<void>
}

export async function openReference(
  file: string,
  { clock, random, limits }: { readonly clock: () => number; readonly random: RandomBytes; readonly limits: Limits },
): Promise<Reference> {
  const store = await openStore(`file:${file}`)
  const deps = { contract, store, clock, random, limits, log: { level: 'silent', stream: { write: () => undefined } } }
  const app = buildApp(deps, { ...standardParts(deps), endpoints })
  await app.ready()
  return {
    answer: async ({ method, target, headers, body }) => {
      const reply = await app.inject({
        method: method as 'GET',
        url: prefix + target,
        headers: grouped(headers),
        ...(body.length === 0 ? {} : { payload: body }),
      })
      return {
        status: reply.statusCode,
        headers: Object.entries(reply.headers).flatMap(([name, value]) =>
          [value ?? []].flat().map((each) => [name, name === 'location' ? below(String(each)) : String(each)] as const),
        ),
        body: reply.rawPayload,
      }
    },
    close: async () => {
      await app.close()
      await store.close()
    },
  }
}

/** Removes the base path: clients of this deployment see paths without a prefix. */
const below = (location: string): string => (location.startsWith(`${prefix}/`) ? location.slice(prefix.length) : location)

/** Headers by name as in Node.js, with repeated headers as a list. */
function grouped(headers: Asked['headers']): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {}
  for (const [name, value] of headers) {
    const key = name.toLowerCase()
    const known = found[key]
    found[key] = known === undefined ? value : [known, value].flat()
  }
  return found
}
