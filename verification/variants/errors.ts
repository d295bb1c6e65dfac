/** Variants with other error messages and additional error details. */
import { maxIssues } from '../../server/refusals.ts'
import { headerOf, withBody } from './proxy.ts'
import { behind, variantsOf } from './variant.ts'

interface Issue {
  readonly in: string
  readonly path: string
  readonly message: string
}
interface ErrorBody {
  readonly error: string
  readonly details: { readonly code: string; readonly issues?: readonly Issue[]; readonly [name: string]: unknown }
}

/** Rewrites the body of every error response. */
const rewritten = (rewrite: (body: ErrorBody, requestId: string) => ErrorBody) =>
  behind({
    change: (answer, asked) => {
      if (answer.status < 400 || answer.body.length === 0) return answer
      const body = rewrite(JSON.parse(answer.body.toString('utf8')) as ErrorBody, headerOf(answer, 'X-Request-Id') ?? '')
      return withBody(answer, Buffer.from(JSON.stringify(body)), asked)
    },
  })

const worded = (error: string, message: string) =>
  rewritten((body) => withIssues({ ...body, error }, (issues) => issues.map((each) => ({ ...each, message }))))

function withIssues({ error, details }: ErrorBody, change: (issues: readonly Issue[]) => readonly Issue[]): ErrorBody {
  return { error, details: details.issues === undefined ? details : { ...details, issues: change(details.issues) } }
}

/** The issues by path, then one for each value that contains an invalid one. */
function byPathWithParents(issues: readonly Issue[]): Issue[] {
  const own = issues.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const parents = own.flatMap((each) => (each.in === 'body' ? parentsOf(each.path).map((path) => ({ ...each, path })) : []))
  const byPath = new Map(parents.map((each) => [each.path, each]))
  return [...own, ...byPath.values()].slice(0, maxIssues)
}

/** The pointers to the values that contain a value, without the whole body. */
const parentsOf = (path: string): string[] => {
  const end = path.lastIndexOf('/')
  return end <= 0 ? [] : [path.slice(0, end), ...parentsOf(path.slice(0, end))]
}

const listing = 'That a rejection lists every issue is only a SHOULD (`error/issues-complete`; ValidationErrorDetails in the contract)'
const oneIssueWarned = {
  reason: 'Listing every issue is a SHOULD, and the variant lists one.',
  verdicts: { 'error/issues-complete': 35, 'error/lists-every-fault': 53 },
}

const free = 'The error message is for people and may change, and programs read details.code (Error in the contract)'

export const errors = variantsOf({
  'error/in-german': {
    why: `${free}. It may be in another language.`,
    how: worded('Die Anfrage wurde abgelehnt: „ungültig“ – siehe details.', 'ist hier nicht zulässig'),
  },
  'error/in-japanese': {
    why: `${free}. It may be in a language without spaces between words.`,
    how: worded('要求は受け付けられませんでした。', '値が正しくありません'),
  },
  'error/words-of-the-trade': {
    why: `${free}. Words such as "express", "select" or "limit" do not prove that it exposes internals of the server.`,
    how: worded(
      'Choose express-delivery or select another carrier from the list, within the limit; orders close at noon (UTC, 12:00).',
      'must be a number: select one from 1 to 100, which is the limit where no other is agreed',
    ),
  },
  'error/very-long-sentence': {
    why: 'The error message may have 1,000 characters (Error in the contract, maxLength).',
    how: worded(
      'This is not possible, for a reason. '.repeat(28).slice(0, 1000).trim(),
      'must be otherwise; '.repeat(28).slice(0, 512).trim(),
    ),
  },
  'error/issues-in-reverse-order': {
    why: 'The issues name every invalid value, in any order (ValidationErrorDetails in the contract).',
    how: rewritten((body) => withIssues(body, (issues) => issues.toReversed())),
  },
  'error/one-issue-at-a-time': {
    why: `${listing}, so a validator may stop at the first one.`,
    how: rewritten((body) => withIssues(body, (issues) => issues.slice(0, 1))),
    warned: oneIssueWarned,
  },
  'error/last-issue-only': {
    why: `${listing}, in any order, so a validator may stop at the first one by its own order.`,
    how: rewritten((body) => withIssues(body, (issues) => issues.slice(-1))),
    warned: oneIssueWarned,
  },
  'error/issues-by-path-with-their-parents': {
    why: 'A value with an invalid part is invalid too, and the issues are in no defined order (ValidationErrorDetails in the contract, up to 20).',
    how: rewritten((body) => withIssues(body, byPathWithParents)),
  },
  'error/more-than-one-issue-for-a-place': {
    why: 'A value may be invalid in several ways, and a validator may report each one (ValidationErrorDetails in the contract, up to 20).',
    how: rewritten((body) =>
      withIssues(body, (issues) => issues.flatMap((each) => [each, { ...each, message: 'must be as documented' }]).slice(0, maxIssues)),
    ),
  },
  'error/more-details': {
    why: 'The schemas of details and issues allow additional properties, and clients ignore unknown ones (description of the contract).',
    how: rewritten((body, requestId) => {
      const { error, details } = withIssues(body, (issues) => issues.map((each) => ({ ...each, rule: 'schema' })))
      return {
        error,
        details: {
          ...details,
          documentation: `https://docs.example/errors/${details.code}`,
          traceId: `trace-${requestId}`,
          at: new Date().toISOString(),
        },
      }
    }),
  },
})
