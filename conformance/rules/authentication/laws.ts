import { isAboutTheWay } from '../../model/cause.ts'
import { altered, header, headerValues, member } from '../../model/exchange.ts'
import { fails, holds, passes, shown, unclear } from '../../model/judgement.ts'
import { law, operationOf } from '../../model/rule.ts'
import { unnamedPermissions } from '../refusal.ts'

const is401 = ({ reply }: { readonly reply: { readonly status: number } }): boolean => reply.status === 401

/** What a client may show besides, by which it may be known where the overview does not say so. */
const otherCredentials = /^(cookie|proxy-authorization|x-(api|auth|access)-(key|token))$/i

/** Why a key is refused, whatever became of it. */
const ofKeys = ['INVALID_API_KEY', 'REVOKED_API_KEY', 'EXPIRED_API_KEY']

export const authenticationLaws = [
  law({
    id: 'authentication/no-success-without-credential',
    level: 'MUST',
    cites: ['R02', 'R03', 'OWASP API2:2023'],
    title: 'lets no request to an operation succeed that shows no API key as `Authorization: Bearer …`, whoever sends it',
    judgesCut: true,
    concerns: (exchange) => {
      const { operation, credential } = exchange.request
      return operation !== undefined && !isAboutTheWay(exchange) && (credential.kind === 'none' || credential.kind === 'malformed')
    },
    judge: (exchange, { withholds }) => {
      const { request, reply } = exchange
      // A 304 tells that what the client has is still right, which is an answer too.
      if (reply.status >= 300 && reply.status !== 304) return passes
      if (withholds === true) return unclear('a recording that shows credentials (its recorder may have left them out)')
      const other = Object.keys(request.headers).find((name) => otherCredentials.test(name))
      if (other !== undefined) return unclear(`a request that shows no other credential (this one has a ${other} header)`)
      return fails(
        '401',
        `${reply.status} to a request ${request.credential.kind === 'none' ? 'without Authorization' : 'without a Bearer key'}`,
      )
    },
    sabotage: (exchange) => altered(exchange, { status: 200 }),
  }),
  law({
    id: 'authentication/challenge-present',
    level: 'MUST',
    cites: ['RFC 9110 §11.6.1', 'RFC 9110 §15.5.2'],
    title: 'sends `WWW-Authenticate` with every 401',
    judgesCut: true,
    concerns: is401,
    judge: (exchange) =>
      holds(
        headerValues(exchange, 'www-authenticate').some((value) => value !== ''),
        'a WWW-Authenticate header',
        'none',
      ),
    sabotage: (exchange) => altered(exchange, { headers: { 'WWW-Authenticate': null } }),
  }),
  law({
    id: 'authentication/challenge-fits-credential',
    level: 'SHOULD',
    cites: ['R03', 'RFC 6750 §3'],
    title: 'challenges for Bearer, with an `error` attribute only if a credential was sent',
    judgesCut: true,
    concerns: (exchange) => is401(exchange) && header(exchange, 'www-authenticate') !== undefined,
    judge: (exchange) => {
      const all = header(exchange, 'www-authenticate') ?? ''
      // Quoted strings are emptied, so that what they say is not taken for schemes and attributes.
      const bare = all.replace(/"(?:[^"\\]|\\.)*"/g, (text) => (/^"invalid_token"$/i.test(text) ? text : '""'))
      // RFC 9110 §11.6.1: attributes up to the next scheme, a token that is followed by a space and no "=".
      const challenge = /(?:^|,)\s*(bearer(?=[\s,]|$)(?:(?!,\s*[^\s=,"]+(?:\s+[^\s=,"]|\s*(?:,|$))).)*)/i.exec(bare)?.[1]
      if (challenge === undefined) return fails('the Bearer scheme', all)
      const { kind } = exchange.request.credential
      const hasError = /(^|[\s,])error\s*=/i.test(challenge)
      if (kind === 'none' && hasError) return fails('no error attribute, since no credential was sent', all)
      if (
        (kind === 'unknown' ||
          kind === 'tampered' ||
          (kind === 'key' && exchange.request.credential.place === undefined && exchange.request.credential.scheme === undefined)) &&
        !/error\s*=\s*"?invalid_token/i.test(challenge)
      ) {
        return fails('error="invalid_token"', all)
      }
      return passes
    },
    sabotage: (exchange) => altered(exchange, { headers: { 'WWW-Authenticate': 'Basic realm="x"' } }),
  }),
  law({
    id: 'authentication/reason-tells-why',
    level: 'MUST',
    cites: ['R16', 'D02'],
    title: 'tells a missing, an unknown, a revoked and an expired key apart in `details.reason`',
    // What became of a key that the run was issued, the probe that changed it knows.
    concerns: (exchange) => is401(exchange) && exchange.request.method !== 'HEAD' && exchange.request.credential.kind !== 'issued',
    judge: (exchange) => {
      const { credential, key, isObserved } = exchange.request
      const seen = member(exchange, 'details', 'reason')
      if (isObserved === true && key !== undefined)
        return holds(ofKeys.includes(String(seen)), `reason ${ofKeys.join(', ')}`, `reason ${shown(seen)}`)
      const wanted =
        credential.kind === 'none' || (credential.kind === 'key' && credential.place === 'query')
          ? 'MISSING_AUTHORIZATION'
          : credential.kind === 'key' && credential.role === 'revoked'
            ? 'REVOKED_API_KEY'
            : credential.kind === 'key' && credential.role === 'expired'
              ? 'EXPIRED_API_KEY'
              : 'INVALID_API_KEY'
      return holds(seen === wanted, `reason ${wanted}`, `reason ${shown(seen)}`)
    },
    sabotage: (exchange) => altered(exchange, { json: (body) => ({ ...body, details: { ...body.details, reason: 'SOMETHING_ELSE' } }) }),
  }),
  law({
    id: 'authentication/missing-permissions-named',
    level: 'MUST',
    cites: ['R04', 'D02'],
    title:
      'names in `details.requiredPermissions` what a key lacks, to one without any permission all that the operation needs, and nothing for another reason',
    // One that is not the contract's may come from in front of the deployment.
    concerns: (exchange, { api }) =>
      exchange.reply.status === 403 && exchange.request.method !== 'HEAD' && member(exchange, 'details', 'code') === api.codes[403],
    judge: (exchange, context) => {
      const named = member(exchange, 'details', 'requiredPermissions')
      const count = Array.isArray(named) ? named.length : 0
      if (member(exchange, 'details', 'reason') !== 'INSUFFICIENT_SCOPE')
        return holds(count === 0, 'no requiredPermissions for a reason that is none of scopes', shown(named))
      if (count === 0) return fails('requiredPermissions with what the key lacks', shown(named))
      const { credential } = exchange.request
      const isUnprivileged = credential.kind === 'key' && credential.role === 'unprivileged'
      const wanted = isUnprivileged ? (operationOf(exchange, context)?.permissions ?? []) : []
      return unnamedPermissions(exchange, wanted) ?? passes
    },
    sabotage: (exchange) => altered(exchange, { json: (body) => ({ ...body, details: { ...body.details, requiredPermissions: [] } }) }),
  }),
  law({
    id: 'authentication/credential-never-returned',
    level: 'MUST',
    cites: ['D06', 'OWASP API2:2023'],
    title: 'never sends a credential back, in headers or body',
    judgesCut: true,
    awaitsKeys: true,
    concerns: (_exchange, { secrets }) => secrets.length > 0,
    judge: ({ number, reply }, { secrets, issued }) => {
      const text = `${reply.headers.map(([, value]) => value).join('\n')}\n${reply.body.toString('latin1')}`
      // A key is shown once, in the answer that issues it (D06).
      const returned = secrets.some((secret) => text.includes(secret) && issued?.get(secret) !== number)
      return holds(!returned, 'an answer without the key', 'the key in the answer')
    },
    sabotage: (exchange, { secrets }) => altered(exchange, { headers: { 'X-Debug': secrets[0] ?? '' } }),
  }),
]
