import { expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { severities, severityOf } from './severity.ts'

const of = (id: string) => severityOf(rules.find((each) => each.id === id) ?? { id: 'status/none', level: 'MUST', cites: ['R01'] })

test.each([
  ['authentication/credential-required', 'critical'],
  ['tenant/foreign-item-not-found', 'critical'],
  ['write/deleted-is-gone', 'critical'],
  ['pagination/total-pages', 'data'],
  ['write/location-leads-to-it', 'data'],
  ['rate-limit/headers-present', 'promise'],
  ['status/implemented', 'recommendation'],
])('%s is %s', (id, severity) => expect(of(id)).toBe(severity))

test('every severity is used', () => expect(new Set(rules.map(severityOf))).toEqual(new Set(severities)))
