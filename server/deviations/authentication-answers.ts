import type { OperationId } from '../../spec/contract.ts'
import type { Exchange } from '../http/exchange.ts'
import { RefusalError, refuse, type RefusalName } from '../refusals.ts'
import { deviationsOf, handler, step, together, type Change } from './deviation.ts'
import { headers, on } from './exchange.ts'

/** Says something else than it should to whom it lets in no further. */
function denied(wrong: (denial: RefusalError, exchange: Exchange) => RefusalError): Change {
  return step('admit', (right) => (exchange, service) => {
    if (exchange.denial !== undefined) exchange.denial = wrong(exchange.denial, exchange)
    return right(exchange, service)
  })
}

/** The denial with another challenge, or without one. */
function challenged(denial: RefusalError, challenge: string | undefined): RefusalError {
  return new RefusalError(denial.refusal, denial.details, challenge === undefined ? {} : { 'WWW-Authenticate': challenge })
}

/** One reason said to be another. */
function mistaken(from: RefusalName, to: 'keyInvalid' | 'authorizationMissing'): Change {
  return denied((denial) => (denial.refusal === from ? refuse(to, { headers: denial.headers }) : denial))
}

/** Issued keys by id, as a server keeps them that should keep their hashes. */
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

/** Faults in what is said to whom is not let in, and in what is said of keys. */
export const authenticationAnswers = deviationsOf({
  'authentication/no-challenge': {
    harm: 'An HTTP client that waits to be asked for a credential is never asked.',
    breaks: [{ rule: 'authentication/challenge-present' }],
    change: denied((denial) => challenged(denial, undefined)),
  },
  'authentication/no-challenge-for-scenarios': {
    harm: 'One plug-in refuses by itself, and leaves out what generic clients go by.',
    breaks: [
      { rule: 'authentication/challenge-present', operation: 'listForecastScenarios' },
      { rule: 'authentication/challenge-present', operation: 'publishForecastScenario' },
    ],
    change: denied((denial, exchange) =>
      on('listForecastScenarios', 'publishForecastScenario')(exchange) ? challenged(denial, undefined) : denial,
    ),
  },
  'authentication/no-challenge-for-revoked-keys': {
    harm: 'A client whose key was revoked is not asked for another one.',
    breaks: [{ rule: 'authentication/challenge-present' }],
    change: denied((denial) => (denial.refusal === 'keyRevoked' ? challenged(denial, undefined) : denial)),
  },
  'authentication/basic-challenge': {
    harm: 'A browser that opens an address of the API asks its user for a name and a password.',
    breaks: [{ rule: 'authentication/challenge-fits-credential' }],
    change: denied((denial) => challenged(denial, 'Basic realm="Better Data SCM API"')),
  },
  'authentication/error-without-credential': {
    harm: 'A client that sent no key is told that its key is invalid, and throws the good one away.',
    breaks: [{ rule: 'authentication/challenge-fits-credential' }],
    change: denied((denial) =>
      denial.refusal === 'authorizationMissing' ? challenged(denial, `${realm}, error="invalid_token"`) : denial,
    ),
  },
  'authentication/no-error-for-bad-key': {
    harm: 'A generic client cannot tell that its key is the reason, and sends it again and again.',
    breaks: [{ rule: 'authentication/challenge-fits-credential' }],
    change: denied((denial) => challenged(denial, realm)),
  },
  'authentication/expired-called-invalid': {
    harm: 'A client whose key has expired takes it for mistyped, and nobody thinks of asking for a new one.',
    breaks: [{ rule: 'authentication/reason-tells-why' }],
    change: mistaken('keyExpired', 'keyInvalid'),
  },
  'authentication/revoked-called-invalid': {
    harm: 'A client whose key was revoked takes it for mistyped, and its operator never learns who revoked it.',
    breaks: [{ rule: 'authentication/reason-tells-why' }, { rule: 'authentication/revocation-immediate' }],
    change: mistaken('keyRevoked', 'keyInvalid'),
  },
  'authentication/missing-called-invalid-for-alerts': {
    harm: 'A client that sent no key for its alerts is told that its key is invalid.',
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
    harm: 'A client with a mistyped key is told that it sent none, and its developer looks for a header that is lost on the way.',
    breaks: [{ rule: 'authentication/reason-tells-why' }],
    change: mistaken('keyInvalid', 'authorizationMissing'),
  },
  'authentication/bad-key-quoted': {
    harm: 'A key with one mistyped character is quoted in the error, and stands in every log that keeps errors.',
    breaks: [{ rule: 'authentication/credential-never-returned' }],
    change: denied((denial, { arrival }) =>
      denial.refusal === 'authorizationMissing'
        ? denial
        : new RefusalError(denial.refusal, { ...denial.details, received: arrival.headers.authorization ?? '' }, denial.headers),
    ),
  },
  'authentication/key-in-debug-header': {
    harm: 'Every answer about a channel repeats the key, for whoever reads the headers.',
    breaks: [{ rule: 'authentication/credential-never-returned', operation: 'listChannelSummaries' }],
    change: step('envelop', (right) => async (exchange, service) => {
      await right(exchange, service)
      const { authorization } = exchange.arrival.headers
      if (authorization !== undefined && on('listChannelSummaries')(exchange)) exchange.headers['X-Debug-Authorization'] = authorization
    }),
  },
  'authentication/keys-listed-whole': {
    harm: 'Whoever may list keys reads every one of them, and is who they belong to.',
    breaks: [{ rule: 'authentication/credential-never-returned', operation: 'listApiKeys' }],
    change: keptKeys(),
  },
  'authentication/challenge-lost-on-writes': {
    harm: 'A client that writes products without a key is not asked for one, though it is when it reads.',
    breaks: [
      { rule: 'authentication/challenge-present', operation: 'createProduct' },
      { rule: 'authentication/challenge-present', operation: 'deleteProduct' },
    ],
    change: headers(on(...writes), { 'WWW-Authenticate': null }),
  },
})
