import { expect, test } from 'vitest'
import type { Exchange } from '../model/exchange.ts'
import { as } from '../model/request-builder.ts'
import { keyOf } from '../model/request.ts'
import { ApiRequestBuilder } from '../plan/request-builder.ts'
import { api } from '../profile/index.ts'
import { answer, recordOf, unanswered } from '../testing/fixture.ts'
import { KeyRing } from './key-ring.ts'
import { SharedKeys } from './shared-keys.ts'

const ask = new ApiRequestBuilder(api, 'shared')
const key = ask.resources.of('createApiKey', 'main-1')
const [revoke] = key.ends
const made = answer({ planned: key.create, status: 201, body: { data: { plaintextKey: 'm2' } } })

/** Creates a key that shares the load, and sends its revocation. Returns the keys that are in use after each of the two. */
function namesInUse(revocation: Exchange): (string | undefined)[][] {
  const byRequest = new Map<string, Exchange>([[keyOf(key.create), made]])
  const keys = new KeyRing({ main: ['m1'] }, 'u1')
  const shared = new SharedKeys(keys, 'http://a', { ...recordOf([]), byRequest })
  shared.follow({
    issuedKeys: [{ role: 'main', key: { from: key.create, pointer: '/data/plaintextKey' }, ready: key.create }],
    owned: new Map([[keyOf(key.create), [key]]]),
  })
  const names = () =>
    [1, 2].map((nth) => {
      const credential = as('main')
      return credential.kind === 'key' ? keys.present({ ...credential, nth }, false, () => 1)?.name : undefined
    })
  shared.adopt(key.create)
  const before = names()
  byRequest.set(keyOf(revoke!), revocation)
  shared.adopt(revoke!)
  return [before, names()]
}

const both = ['main', 'main 2']
const first = ['main', undefined]

test.each<readonly [what: string, revocation: Exchange, want: readonly (string | undefined)[]]>([
  ['that was carried out', answer({ planned: revoke!, status: 200 }), first],
  ['without a response', unanswered({ planned: revoke! }), first],
  ['with a server error', answer({ planned: revoke!, status: 500 }), first],
  ['with the error of a gateway', answer({ planned: revoke!, status: 504 }), first],
  ['with a redirect', answer({ planned: revoke!, status: 302 }), first],
  ['that was rejected', answer({ planned: revoke!, status: 400 }), both],
  ['of a key that was not found', answer({ planned: revoke!, status: 404 }), both],
  ['that the rate limit rejected', answer({ planned: revoke!, status: 429 }), both],
])('after a revocation %s, the keys in use are known to be valid', (_what, revocation, want) => {
  expect(namesInUse(revocation)).toEqual([both, want])
})

test('a key is not used if its creation was not carried out', () => {
  const keys = new KeyRing({ main: ['m1'] }, 'u1')
  const refused = answer({ planned: key.create, status: 403, body: { data: { plaintextKey: 'm2' } } })
  const shared = new SharedKeys(keys, 'http://a', { ...recordOf([]), byRequest: new Map([[keyOf(key.create), refused]]) })
  shared.follow({
    issuedKeys: [{ role: 'main', key: { from: key.create, pointer: '/data/plaintextKey' }, ready: key.create }],
    owned: new Map(),
  })
  shared.adopt(key.create)
  expect(keys.secrets).toEqual(['m1'])
})
