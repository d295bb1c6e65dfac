import { hashKeyText, parseKeyText } from '../keys/key-text.ts'
import { refuse } from '../refusals.ts'
import type { Exchange } from '../http/exchange.ts'
import type { Service } from '../http/service.ts'
import type { StoredKey } from '../store/keys-store.ts'
import { deviationsOf, keyLookup, step, together } from './deviation.ts'
import { on, within } from './exchange.ts'

/** The service with another look-up of keys, for faults that depend on the request. */
const finding = (service: Service, findKey: Service['store']['findKey']): Service => ({ ...service, store: { ...service.store, findKey } })

/** The exchange as if it had come with this credential. */
const carrying = (exchange: Exchange, authorization: string): Exchange => ({
  ...exchange,
  arrival: { ...exchange.arrival, headers: { ...exchange.arrival.headers, authorization } },
})

const bearer = /^bearer +/i

/** A key that nobody was given, for those whom the server does not know. */
const guest: Omit<StoredKey, 'tenantId'> = {
  id: 'key_guest',
  secretHash: '',
  scopes: ['*'],
  revokedAt: null,
  expiresAt: null,
  allowedIps: [],
}

const queryNames = ['api_key', 'apikey', 'apiKey', 'key', 'access_token']

/** Faults in which keys are accepted. */
export const authentication = deviationsOf({
  'authentication/expired-key-accepted': {
    harm: 'A key that was handed out for a week opens the account for ever.',
    breaks: [{ rule: 'authentication/expired-key-refused' }],
    change: keyLookup((right) => async (publicId) => {
      const key = await right(publicId)
      return key && { ...key, expiresAt: null }
    }),
  },
  'authentication/revoked-key-accepted': {
    harm: 'A key that leaked and was revoked goes on opening the account.',
    breaks: [{ rule: 'authentication/revoked-key-refused' }, { rule: 'authentication/revocation-immediate' }],
    change: keyLookup((right) => async (publicId) => {
      const key = await right(publicId)
      return key && { ...key, revokedAt: null }
    }),
  },
  'authentication/revoked-key-reads-forecast': {
    harm: 'A planner whose key was revoked still reads and changes the forecast, which a service of its own answers for.',
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
    harm: 'Whoever sees the beginning of a key in a list of keys makes up the rest and is let in.',
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
    harm: 'Whoever sees the beginning of a key in a list of keys reads the alerts of the account, and redirects them.',
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
    harm: 'Any text that looks like a key opens an account, though an empty one.',
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
    harm: 'One list asks whether there is a key, not whose, and shows the bins of a warehouse to whoever makes one up.',
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
    harm: 'Whoever finds the address reads why a company writes off its stock, without any key.',
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
    harm: 'A client with a mistyped key is told that it lacks a permission, and its administrator looks for one that is missing.',
    breaks: [{ rule: 'authentication/unknown-key-refused' }],
    change: step('admit', (right) => (exchange, service) => {
      if (exchange.denial?.refusal === 'keyInvalid') throw refuse('scopeInsufficient', { requiredPermissions: [] })
      return right(exchange, service)
    }),
  },
  'authentication/missing-key-forbidden-for-administration': {
    harm: 'A client that forgot its key is told that it lacks a permission as soon as it asks for alerts or keys.',
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
    harm: 'Keys travel in addresses, and stay in the logs of every proxy on the way.',
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
    harm: 'A client works with a scheme that the contract does not know, and breaks when the deployment is put behind a gateway.',
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
    harm: 'A client that forgets the word Bearer gets a failure of the server instead of being told that its key is not readable.',
    breaks: [{ rule: 'authentication/malformed-credential-refused' }],
    change: step('authenticate', (right) => async (exchange, service) => {
      const [, token] = exchange.arrival.headers.authorization?.split(' ') ?? ['', '']
      if (token === undefined) throw new TypeError("Cannot read properties of undefined (reading 'trim')")
      await right(exchange, service)
    }),
  },
  'authentication/malformed-credential-is-bad-request': {
    harm: 'A client whose header is malformed is told to mend its request, and its code for refreshing the key never runs.',
    breaks: [{ rule: 'authentication/malformed-credential-refused' }],
    change: step('admit', (right) => (exchange, service) => {
      const { authorization } = exchange.arrival.headers
      if (authorization !== undefined && !/^bearer +\S/i.test(authorization))
        throw refuse('requestInvalid', { issues: [{ in: 'header', path: 'Authorization', message: 'must be "Bearer" and a key' }] })
      return right(exchange, service)
    }),
  },
  'authentication/scheme-case-sensitive': {
    harm: 'A client whose HTTP library writes the scheme in lower case is refused with a good key.',
    breaks: [{ rule: 'authentication/scheme-case-insensitive' }],
    change: step('authenticate', (right) => async (exchange, service) => {
      const { authorization } = exchange.arrival.headers
      const isRead = authorization === undefined || authorization.startsWith('Bearer ')
      await right(isRead ? exchange : carrying(exchange, 'unreadable'), service)
      if (!isRead) exchange.denial = refuse('keyInvalid', { headers: { 'WWW-Authenticate': 'Bearer realm="Better Data SCM API"' } })
    }),
  },
})
