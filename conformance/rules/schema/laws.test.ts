import { describe, expect, test } from 'vitest'
import type { OperationId } from '../../../spec/contract.ts'
import { api } from '../../profile/index.ts'
import { answer, requestOf, saidBy } from '../../testing/fixture.ts'
import { schemaLaws } from './laws.ts'

/** What a rule says of a response of an operation. */
function said(rule: string, operation: OperationId, data: unknown): string {
  const { method, path, success } = api.operations[operation]
  const law = schemaLaws.find(({ id }) => id === `schema/${rule}`)
  return saidBy(law, answer({ planned: requestOf({ operation, method, path }), status: success.status, body: { data } }))
}

describe('the secret of an API key', () => {
  const key = { id: 'key_1', keyPrefix: 'bdk_live_x' }
  const secret = 'bdk_live_x_0123456789'

  test.each<readonly [what: string, operation: OperationId, data: unknown, want: string]>([
    ['is in no list', 'listApiKeys', [key], 'pass'],
    ['is not in a list as text', 'listApiKeys', [key, { ...key, plaintextKey: secret }], '/data/1/plaintextKey'],
    ['is not in a list as a hash', 'listApiKeys', [{ ...key, secretHash: 'ab12' }], '/data/0/secretHash'],
    ['is not in a list as bytes', 'listApiKeys', [{ ...key, secretBytes: [1, 2] }], '/data/0/secretBytes'],
    ['is not in a list under another name', 'listApiKeys', [{ ...key, name: secret }], 'a complete API key in /data/0/name'],
    ['is not returned after a change', 'updateApiKey', { ...key, plaintextKey: secret }, '/data/plaintextKey'],
    ['is returned next to a new key', 'createApiKey', { apiKey: key, plaintextKey: secret }, 'pass'],
    ['is not returned in a new key', 'createApiKey', { apiKey: { ...key, secret }, plaintextKey: secret }, '/data/apiKey/secret'],
    ['is not returned by a property that is null', 'listApiKeys', [{ ...key, plaintextKey: null }], 'pass'],
    ['is not returned by a property that is empty', 'updateApiKey', { ...key, plaintextKey: '' }, 'pass'],
    [
      'is found after a property without a value',
      'listApiKeys',
      [{ ...key, secretHash: null, plaintextKey: secret }],
      '/data/0/plaintextKey',
    ],
    [
      'is found in a later key',
      'listApiKeys',
      [
        { ...key, plaintextKey: null },
        { ...key, plaintextKey: secret },
      ],
      '/data/1/plaintextKey',
    ],
  ])('%s', (_what, operation, data, want) => {
    expect(said('secret-shown-once', operation, data)).toBe(want === 'pass' ? want : `API keys without their secrets / ${want}`)
  })

  test('that is not returned may still have an undocumented property', () => {
    expect(said('no-undocumented-property', 'listApiKeys', [{ ...key, plaintextKey: null }])).toContain('/data/0/plaintextKey')
  })
})
