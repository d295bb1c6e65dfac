import { hashKeyText, parseKeyText } from '../keys/key-text.ts'
import { refuse } from '../refusals.ts'
import type { Exchange } from '../http/exchange.ts'
import type { Service } from '../http/service.ts'
import type { StoredKey } from '../store/keys-store.ts'
import { deviationsOf, keyLookup, step, together } from './deviation.ts'
import { on, within } from './exchange.ts'

/** The service with another key lookup, for faults that depend on the request. */
const finding = (service: Service, findKey: Service['store']['findKey']): Service => ({ ...service, store: { ...service.store, findKey } })

/** The exchange as if it had been sent with this credential. */
const carrying = (exchange: Exchange, authorization: string): Exchange => ({
  ...exchange,
  arrival: { ...exchange.arrival, headers: { ...exchange.arrival.headers, authorization } },
})

const bearer = /^bearer +/i

/** A key that was never issued, used for unknown callers. */
const guest: Omit<StoredKey, 'tenantId'> = {
  id: 'key_guest',
  secretHash: '',
  scopes: ['*'],
  revokedAt: null,
  expiresAt: null,
  allowedIps: [],
}

const queryNames = ['api_key', 'apikey', 'apiKey', 'key', 'access_token']

/** Faults in the acceptance of keys. */
export const authentication = deviationsOf({
  'authentication/expired-key-accepted': {
    harm: 'The server accepts expired API keys, so a key issued for one week gives permanent access.',
    breaks: [{ rule: 'authentication/expired-key-refused' }],
    change: keyLookup((right) => async (publicId) => {
      const key = await right(publicId)
      return key && { ...key, expiresAt: null }
    }),
  },
  'authentication/revoked-key-accepted': {
    harm: 'The server accepts revoked API keys, so a leaked key still gives access after it was revoked.',
    breaks: [{ rule: 'authentication/revoked-key-refused' }, { rule: 'authentication/revocation-immediate' }],
    change: keyLookup((right) => async (publicId) => {
      const key = await right(publicId)
      return key && { ...key, revokedAt: null }
    }),
  },
  'authentication/revoked-key-reads-forecast': {
    harm: 'The forecasting service accepts revoked API keys, so a planner whose key was revoked still reads and changes the forecast.',
    breaks: [{ rule: 'authentication/revoked-key-refused', operation: 'listForecastChanges' }],
    change: step('authenticate', (right) => async (exchange, service) => {
      const loose = finding(service, async (publicId) => {
        const key = await service.store.findKey(publicId)
        return key && { ...key, revokedAt: null }
      })
      await right(exchange, within('Forecasting')(exchange) ? loose : service)
    }),
  },
  'authentication/secret-not-compared': {
    harm: 'The server does not compare the secret of an API key: anyone who knows the visible prefix of a key can invent the rest and is authenticated.',
    breaks: [{ rule: 'authentication/wrong-secret-refused' }],
    change: step('authenticate', (right) => async (exchange, service) => {
      const sent = exchange.arrival.headers.authorization?.replace(bearer, '') ?? ''
      await right(
        exchange,
        finding(service, async (publicId) => {
          const key = await service.store.findKey(publicId)
          return key && { ...key, secretHash: hashKeyText(sent) }
        }),
      )
    }),
  },
  'authentication/secret-not-compared-for-alerts': {
    harm: 'The alert endpoints do not compare the secret of an API key: anyone who knows the visible prefix of a key can read and redirect the alerts.',
    breaks: [{ rule: 'authentication/wrong-secret-refused', operation: 'listAlertHistory' }],
    change: step('authenticate', (right) => async (exchange, service) => {
      const sent = exchange.arrival.headers.authorization?.replace(bearer, '') ?? ''
      const loose = finding(service, async (publicId) => {
        const key = await service.store.findKey(publicId)
        return key && { ...key, secretHash: hashKeyText(sent) }
      })
      await right(exchange, within('Alerts')(exchange) ? loose : service)
    }),
  },
  'authentication/unknown-key-is-guest': {
    harm: 'The server accepts any text in the format of an API key and treats it as a key of an empty account.',
    breaks: [{ rule: 'authentication/unknown-key-refused' }],
    change: step('authenticate', (right) => async (exchange, service) => {
      await right(exchange, service)
      const text = parseKeyText(exchange.arrival.headers.authorization?.replace(bearer, '') ?? '')
      if (text === undefined || (await service.store.findKey(text.publicId)) !== undefined) return
      exchange.denial = undefined
      exchange.key = { ...guest, tenantId: 'tenant_guest' }
    }),
  },
  'authentication/unknown-key-reads-bins': {
    harm: 'One list checks that an API key is present, but not that it exists, and returns the bins of a warehouse for an invented key.',
    breaks: [{ rule: 'authentication/unknown-key-refused', operation: 'listTransferBins' }],
    change: step('authenticate', (right) => async (exchange, service) => {
      await right(exchange, service)
      const text = parseKeyText(exchange.arrival.headers.authorization?.replace(bearer, '') ?? '')
      if (!on('listTransferBins')(exchange) || text === undefined || exchange.key !== undefined) return
      exchange.denial = undefined
      exchange.key = { ...guest, tenantId: 'tenant_guest' }
    }),
  },
  'authentication/reason-codes-open': {
    harm: 'The reason codes can be read without an API key, so anyone who knows the URL sees why a company writes off its stock.',
    breaks: [
      { rule: 'authentication/no-success-without-credential', operation: 'listReasonCodes' },
      { rule: 'authentication/credential-required', operation: 'listReasonCodes' },
    ],
    change: step('authenticate', (right) => async (exchange, service) => {
      await right(exchange, service)
      if (!on('listReasonCodes')(exchange) || exchange.denial?.refusal !== 'authorizationMissing') return
      exchange.denial = undefined
      exchange.key = { ...guest, tenantId: 'tenant_guest' }
    }),
  },
  'authentication/unknown-key-forbidden': {
    harm: 'The server returns 403 for an unknown API key, so the administrator of a client with a mistyped key looks for a missing permission.',
    breaks: [{ rule: 'authentication/unknown-key-refused' }],
    change: step('admit', (right) => (exchange, service) => {
      if (exchange.denial?.refusal === 'keyInvalid') throw refuse('scopeInsufficient', { requiredPermissions: [] })
      return right(exchange, service)
    }),
  },
  'authentication/missing-key-forbidden-for-administration': {
    harm: 'The alert and key endpoints return 403 if the API key is missing, so a client that did not send its key is told that it lacks a permission.',
    breaks: [
      { rule: 'authentication/credential-required', operation: 'listApiKeys' },
      { rule: 'authentication/credential-required', operation: 'getAlertConfig' },
    ],
    change: step('admit', (right) => (exchange, service) => {
      const isAdministration = exchange.target.endpoint?.operation.path.startsWith('/admin/') === true
      if (isAdministration && exchange.denial?.refusal === 'authorizationMissing')
        throw refuse('scopeInsufficient', { requiredPermissions: [] })
      return right(exchange, service)
    }),
  },
  'authentication/key-in-query-accepted': {
    harm: 'The server accepts API keys in the query string, so keys are stored in the logs of every proxy between client and server.',
    breaks: [{ rule: 'authentication/key-in-query-ignored' }],
    change: together(
      step('authenticate', (right) => async (exchange, service) => {
        const given = new URLSearchParams(exchange.arrival.query)
        const [key] = queryNames.flatMap((name) => given.get(name) ?? [])
        if (key === undefined || exchange.arrival.headers.authorization !== undefined) return right(exchange, service)
        const carried = carrying(exchange, `Bearer ${key}`)
        await right(carried, service)
        exchange.key = carried.key
        exchange.denial = carried.denial
      }),
      step('validate', (right) => async (exchange, service) => {
        const parts = exchange.arrival.query.split('&').filter((part) => !queryNames.includes(part.split('=')[0] ?? ''))
        const rest = { ...exchange, arrival: { ...exchange.arrival, query: parts.join('&') } }
        await right(rest, service)
        exchange.input = rest.input
      }),
    ),
  },
  'authentication/any-scheme-accepted': {
    harm: 'The server accepts authentication schemes that the contract does not define, so a client that uses one breaks behind a gateway.',
    breaks: [{ rule: 'authentication/malformed-credential-refused' }],
    change: step('authenticate', (right) => async (exchange, service) => {
      const token = exchange.arrival.headers.authorization?.split(' ').at(-1)
      if (token === undefined) return right(exchange, service)
      const carried = carrying(exchange, `Bearer ${token}`)
      await right(carried, service)
      exchange.key = carried.key
      exchange.denial = carried.denial
    }),
  },
  'authentication/bare-word-crashes': {
    harm: 'The server fails if `Authorization` lacks the word Bearer, so the client gets 500 instead of 401.',
    breaks: [{ rule: 'authentication/malformed-credential-refused' }],
    change: step('authenticate', (right) => async (exchange, service) => {
      const [, token] = exchange.arrival.headers.authorization?.split(' ') ?? ['', '']
      if (token === undefined) throw new TypeError("Cannot read properties of undefined (reading 'trim')")
      await right(exchange, service)
    }),
  },
  'authentication/malformed-credential-is-bad-request': {
    harm: 'The server returns 400 for a malformed `Authorization` header, so the code of the client that refreshes the key never runs.',
    breaks: [{ rule: 'authentication/malformed-credential-refused' }],
    change: step('admit', (right) => (exchange, service) => {
      const { authorization } = exchange.arrival.headers
      if (authorization !== undefined && !/^bearer +\S/i.test(authorization))
        throw refuse('requestInvalid', { issues: [{ in: 'header', path: 'Authorization', message: 'must be "Bearer" and a key' }] })
      return right(exchange, service)
    }),
  },
  'authentication/scheme-case-sensitive': {
    harm: 'The server rejects a valid API key if the HTTP library of the client writes the scheme in lower case.',
    breaks: [{ rule: 'authentication/scheme-case-insensitive' }],
    change: step('authenticate', (right) => async (exchange, service) => {
      const { authorization } = exchange.arrival.headers
      const isRead = authorization === undefined || authorization.startsWith('Bearer ')
      await right(isRead ? exchange : carrying(exchange, 'unreadable'), service)
      if (!isRead) exchange.denial = refuse('keyInvalid', { headers: { 'WWW-Authenticate': 'Bearer realm="Better Data SCM API"' } })
    }),
  },
})
