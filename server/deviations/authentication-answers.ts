import type { OperationId } from '../../spec/contract.ts'
import type { Exchange } from '../http/exchange.ts'
import { RefusalError, refuse, type RefusalName } from '../refusals.ts'
import { deviationsOf, handler, step, together, type Change } from './deviation.ts'
import { headers, on } from './exchange.ts'

/** Replaces the refusal of requests that fail authentication. */
function denied(wrong: (denial: RefusalError, exchange: Exchange) => RefusalError): Change {
  return step('admit', (right) => (exchange, service) => {
    if (exchange.denial !== undefined) exchange.denial = wrong(exchange.denial, exchange)
    return right(exchange, service)
  })
}

/** The refusal with another challenge, or without one. */
function challenged(denial: RefusalError, challenge: string | undefined): RefusalError {
  return new RefusalError(denial.refusal, denial.details, challenge === undefined ? {} : { 'WWW-Authenticate': challenge })
}

/** Reports one reason as another. */
function mistaken(from: RefusalName, to: 'keyInvalid' | 'authorizationMissing'): Change {
  return denied((denial) => (denial.refusal === from ? refuse(to, { headers: denial.headers }) : denial))
}

/** Issued keys by id, as if the server stored the keys instead of their hashes. */
function keptKeys(): Change {
  const texts = new Map<string, string>()
  return together(
    handler('createApiKey', (right) => async (input) => {
      const answer = await right(input)
      texts.set(answer.data.apiKey.id, answer.data.plaintextKey)
      return answer
    }),
    handler('listApiKeys', (right) => async (input) => {
      const { status, data, pagination } = await right(input)
      return { status, data: data.map((key) => ({ ...key, plaintextKey: texts.get(key.id) ?? null })), pagination }
    }),
  )
}

const realm = 'Bearer realm="Better Data SCM API"'
const writes: readonly OperationId[] = ['createProduct', 'updateProduct', 'deleteProduct']

/** Faults in responses to failed authentication and in responses about keys. */
export const authenticationAnswers = deviationsOf({
  'authentication/no-challenge': {
    harm: 'The server omits `WWW-Authenticate` from 401 responses, so an HTTP client that waits for a challenge never sends its credential.',
    breaks: [{ rule: 'authentication/challenge-present' }],
    change: denied((denial) => challenged(denial, undefined)),
  },
  'authentication/no-challenge-for-scenarios': {
    harm: 'The scenario endpoints omit `WWW-Authenticate` from 401 responses, which generic HTTP clients depend on.',
    breaks: [
      { rule: 'authentication/challenge-present', operation: 'listForecastScenarios' },
      { rule: 'authentication/challenge-present', operation: 'publishForecastScenario' },
    ],
    change: denied((denial, exchange) =>
      on('listForecastScenarios', 'publishForecastScenario')(exchange) ? challenged(denial, undefined) : denial,
    ),
  },
  'authentication/no-challenge-for-revoked-keys': {
    harm: 'The server omits `WWW-Authenticate` for revoked API keys, so the client is not asked for another key.',
    breaks: [{ rule: 'authentication/challenge-present' }],
    change: denied((denial) => (denial.refusal === 'keyRevoked' ? challenged(denial, undefined) : denial)),
  },
  'authentication/basic-challenge': {
    harm: 'The server sends a Basic challenge, so a browser that opens a URL of the API prompts its user for a name and a password.',
    breaks: [{ rule: 'authentication/challenge-fits-credential' }],
    change: denied((denial) => challenged(denial, 'Basic realm="Better Data SCM API"')),
  },
  'authentication/error-without-credential': {
    harm: 'The server reports an invalid token if no API key was sent, so the client discards a valid key.',
    breaks: [{ rule: 'authentication/challenge-fits-credential' }],
    change: denied((denial) =>
      denial.refusal === 'authorizationMissing' ? challenged(denial, `${realm}, error="invalid_token"`) : denial,
    ),
  },
  'authentication/no-error-for-bad-key': {
    harm: 'The challenge for an invalid API key has no error attribute, so a generic client does not see the cause and sends the key again and again.',
    breaks: [{ rule: 'authentication/challenge-fits-credential' }],
    change: denied((denial) => challenged(denial, realm)),
  },
  'authentication/expired-called-invalid': {
    harm: 'The server reports an expired API key as invalid, so the client looks for a typing error instead of requesting a new key.',
    breaks: [{ rule: 'authentication/reason-tells-why' }],
    change: mistaken('keyExpired', 'keyInvalid'),
  },
  'authentication/revoked-called-invalid': {
    harm: 'The server reports a revoked API key as invalid, so the client looks for a typing error and its operator does not learn of the revocation.',
    breaks: [{ rule: 'authentication/reason-tells-why' }, { rule: 'authentication/revocation-immediate' }],
    change: mistaken('keyRevoked', 'keyInvalid'),
  },
  'authentication/missing-called-invalid-for-alerts': {
    harm: 'The alert endpoints report a missing API key as an invalid key.',
    breaks: [
      { rule: 'authentication/reason-tells-why', operation: 'listAlertHistory' },
      { rule: 'authentication/reason-tells-why', operation: 'getAlertConfig' },
    ],
    change: denied((denial, exchange) =>
      on('listAlertHistory', 'getAlertConfig')(exchange) && denial.refusal === 'authorizationMissing'
        ? refuse('keyInvalid', { headers: denial.headers })
        : denial,
    ),
  },
  'authentication/unknown-called-missing': {
    harm: 'The server reports an unknown API key as missing, so the developer of a client with a mistyped key looks for a lost header.',
    breaks: [{ rule: 'authentication/reason-tells-why' }],
    change: mistaken('keyInvalid', 'authorizationMissing'),
  },
  'authentication/bad-key-quoted': {
    harm: 'The error message repeats the rejected API key, so a key with one mistyped character is stored in every error log.',
    breaks: [{ rule: 'authentication/credential-never-returned' }],
    change: denied((denial, { arrival }) =>
      denial.refusal === 'authorizationMissing'
        ? denial
        : new RefusalError(denial.refusal, { ...denial.details, received: arrival.headers.authorization ?? '' }, denial.headers),
    ),
  },
  'authentication/key-in-debug-header': {
    harm: 'Every response with channel summaries repeats the API key in a header.',
    breaks: [{ rule: 'authentication/credential-never-returned', operation: 'listChannelSummaries' }],
    change: step('envelop', (right) => async (exchange, service) => {
      await right(exchange, service)
      const { authorization } = exchange.arrival.headers
      if (authorization !== undefined && on('listChannelSummaries')(exchange)) exchange.headers['X-Debug-Authorization'] = authorization
    }),
  },
  'authentication/keys-listed-whole': {
    harm: 'The list of API keys contains the complete keys, so anyone who may list keys can use all of them.',
    breaks: [{ rule: 'authentication/credential-never-returned', operation: 'listApiKeys' }],
    change: keptKeys(),
  },
  'authentication/challenge-lost-on-writes': {
    harm: 'The server omits `WWW-Authenticate` from 401 responses to product writes, although reads have it.',
    breaks: [
      { rule: 'authentication/challenge-present', operation: 'createProduct' },
      { rule: 'authentication/challenge-present', operation: 'deleteProduct' },
    ],
    change: headers(on(...writes), { 'WWW-Authenticate': null }),
  },
})
