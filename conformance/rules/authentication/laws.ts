import { isAboutTheWay } from '../../model/cause.ts'
import type { Api } from '../../model/api.ts'
import { altered, header, headerValues, member } from '../../model/exchange.ts'
import { saysExpired } from '../../model/expiry.ts'
import { fails, holds, passes, shown, unclear } from '../../model/judgement.ts'
import { law, operationOf } from '../../model/rule.ts'
import { unnamedPermissions } from '../refusal.ts'
import { placeOf } from './place.ts'

const is401 = ({ reply }: { readonly reply: { readonly status: number } }): boolean => reply.status === 401

/** Other headers that may carry a credential, although the overview does not mention them. */
const otherCredentials = /^(cookie|proxy-authorization|x-(api|auth|access)-(key|token))$/i

/** The reason for an expired key: that of the profile, if it knows how keys are managed. */
const expiredReason = ({ profile }: Api): string => profile.keys?.expired?.value ?? 'EXPIRED_API_KEY'

/** Reasons for which a key that was sent is rejected. */
const ofKeys = (api: Api): string[] => ['INVALID_API_KEY', 'REVOKED_API_KEY', expiredReason(api)]

export const authenticationLaws = [
  law({
    id: 'authentication/no-success-without-credential',
    level: 'MUST',
    cites: ['R02', 'R03', 'OWASP API2:2023'],
    title: 'never returns success to any client for an operation if the request has no API key in `Authorization: Bearer …`',
    judgesCut: true,
    concerns: (exchange) => {
      const { operation, credential } = exchange.request
      return operation !== undefined && !isAboutTheWay(exchange) && (credential.kind === 'none' || credential.kind === 'malformed')
    },
    judge: (exchange, { withholds }) => {
      const { request, reply } = exchange
      // A 304 confirms that the client's copy is current, so it counts as a success.
      if (reply.status >= 300 && reply.status !== 304) return passes
      if (withholds === true) return unclear('the recording contains no credentials (the recorder may have removed them)')
      const other = Object.keys(request.headers).find((name) => otherCredentials.test(name))
      if (other !== undefined) return unclear(`the request may carry another credential, in its ${other} header`)
      return fails(
        '401',
        `${reply.status} for a request ${request.credential.kind === 'none' ? 'without Authorization' : 'without a Bearer key'}`,
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
        'no WWW-Authenticate header',
      ),
    sabotage: (exchange) => altered(exchange, { headers: { 'WWW-Authenticate': null } }),
  }),
  law({
    id: 'authentication/challenge-fits-credential',
    level: 'SHOULD',
    cites: ['R03', 'RFC 6750 §3'],
    title: 'uses the Bearer scheme in `WWW-Authenticate`, with an `error` attribute only if the request has a credential',
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
      if (kind === 'none' && hasError) return fails('no error attribute, because the request has no credential', all)
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
    title: 'distinguishes missing, unknown, revoked and expired API keys in `details.reason`',
    concerns: (exchange) => is401(exchange) && exchange.request.method !== 'HEAD',
    judge: (exchange, { api }) => {
      const { credential, key, isObserved } = exchange.request
      const reasons = ofKeys(api)
      const seen = member(exchange, 'details', 'reason')
      // The probe that changed a key of the run checks which reason it is.
      if (credential.kind === 'issued' || (isObserved === true && key !== undefined))
        return holds(reasons.includes(String(seen)), `details.reason: ${reasons.join(' or ')}`, `details.reason: ${shown(seen)}`)
      const wanted =
        credential.kind === 'none' || (credential.kind === 'key' && credential.place === 'query')
          ? 'MISSING_AUTHORIZATION'
          : credential.kind === 'key' && credential.role === 'revoked'
            ? 'REVOKED_API_KEY'
            : credential.kind === 'key' && credential.role === 'expired'
              ? expiredReason(api)
              : 'INVALID_API_KEY'
      // A key of the caller may expire while the run goes on.
      if (credential.kind === 'key' && credential.scheme === undefined && wanted === 'INVALID_API_KEY' && saysExpired(exchange, api))
        return passes
      return holds(seen === wanted, `details.reason: ${wanted}`, `details.reason: ${shown(seen)}`)
    },
    sabotage: (exchange) => altered(exchange, { json: (body) => ({ ...body, details: { ...body.details, reason: 'SOMETHING_ELSE' } }) }),
  }),
  law({
    id: 'authentication/missing-permissions-named',
    level: 'MUST',
    cites: ['R04', 'D02'],
    title:
      'lists in `details.requiredPermissions` the permissions that the key lacks (all of the operation if the key has none), and none unless the reason is `INSUFFICIENT_SCOPE`',
    // A 403 without the code of the contract may come from a gateway in front of the deployment.
    concerns: (exchange, { api }) =>
      exchange.reply.status === 403 && exchange.request.method !== 'HEAD' && member(exchange, 'details', 'code') === api.codes[403],
    judge: (exchange, context) => {
      const named = member(exchange, 'details', 'requiredPermissions')
      const count = Array.isArray(named) ? named.length : 0
      if (member(exchange, 'details', 'reason') !== 'INSUFFICIENT_SCOPE')
        return holds(count === 0, 'no details.requiredPermissions, because the reason is not INSUFFICIENT_SCOPE', shown(named))
      if (count === 0) return fails('details.requiredPermissions with the missing permissions', shown(named))
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
    title: 'never returns a credential in a response header or body',
    judgesCut: true,
    awaitsKeys: true,
    concerns: (_exchange, { secrets }) => secrets.length > 0,
    judge: (exchange, { secrets, issued }) => {
      const { number, reply } = exchange
      const text = `${reply.headers.map(([, value]) => value).join('\n')}\n${reply.body.toString('latin1')}`
      // A key is shown once, in the response that issues it (D06).
      const returned = secrets.find((secret) => text.includes(secret) && issued?.get(secret) !== number)
      return returned === undefined ? passes : fails('a response without the API key', `the API key ${placeOf(returned, exchange)}`)
    },
    sabotage: (exchange, { secrets }) => altered(exchange, { headers: { 'X-Debug': secrets[0] ?? '' } }),
  }),
]
