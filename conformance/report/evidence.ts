/** What a finding shows about the response that it was found in. */
import { areaOf, type Area } from '../model/rule.ts'
import type { ReportedExchange } from './reported-exchange.ts'
import type { ReportedVerdict } from './reported-verdict.ts'

export interface Evidence {
  readonly area: Area
  /** The part of the response that is wrong: `header x-request-id`, `property sku`, or empty if the finding does not tell. */
  readonly part: string
  /** The positions of the exchanges that show it. */
  readonly exchanges: ReadonlySet<number>
  /** The requests of these exchanges and the status that they got: two rules may send equal requests. */
  readonly answered: ReadonlySet<string>
  /** The same without the body of the request. */
  readonly answeredAlike: ReadonlySet<string>
  readonly operations: ReadonlySet<string>
  /** The paths of the requests, relative to the base URL and without a query. */
  readonly paths: ReadonlySet<string>
  /** What was seen, without numbers and generated ids. */
  readonly seen: ReadonlySet<string>
}

export function evidenceOf(finding: ReportedVerdict): Evidence {
  const { exchange, operation, seen } = finding
  const ofExchange = <T>(read: (shown: ReportedExchange) => T): Set<T> => new Set(exchange === undefined ? [] : [read(exchange)])
  return {
    area: areaOf({ id: finding.rule as `${Area}/${string}` }),
    part: partOf(finding),
    exchanges: ofExchange(({ number }) => number),
    answered: ofExchange(({ request, status, sent }) => `${status ?? ''} ${request} ${sent.body ?? ''}`),
    answeredAlike: ofExchange(({ request, status }) => `${status ?? ''} ${request}`),
    paths: ofExchange(({ request }) => pathOf(request)),
    operations: new Set(operation === null ? [] : [operation]),
    seen: new Set(seen === undefined ? [] : [gist(seen)]),
  }
}

/** Returns the evidence of several findings of one rule. */
export function joined(all: readonly [Evidence, ...Evidence[]]): Evidence {
  const union = <T>(read: (each: Evidence) => ReadonlySet<T>): Set<T> => new Set(all.flatMap((each) => [...read(each)]))
  return {
    area: all[0].area,
    part: all[0].part,
    exchanges: union((each) => each.exchanges),
    answered: union((each) => each.answered),
    answeredAlike: union((each) => each.answeredAlike),
    paths: union((each) => each.paths),
    operations: union((each) => each.operations),
    seen: union((each) => each.seen),
  }
}

/** Reads the part from what was seen and expected. The name of a header is more certain than a place in the body. */
function partOf({ rule, expected = '', seen = '', exchange }: ReportedVerdict): string {
  const known = new Set((exchange?.headers ?? []).map(([name]) => name.toLowerCase()))
  const headersIn = (text: string): string[] => [
    ...text
      .split(notInNames)
      .filter((word) => /^[A-Z][A-Za-z]*(-[A-Z][A-Za-z]*)+$/.test(word) || (/^[A-Z]/.test(word) && known.has(word.toLowerCase()))),
    // A missing header may have a name of one word: `no Location header`, `missing or empty: Location`.
    ...[...text.matchAll(/\b(?:an?|no) ([A-Z][A-Za-z-]*) header\b|\bmissing or empty: ([A-Z][A-Za-z-]*)/g)].flatMap(
      ([, named, missing]) => named ?? missing ?? [],
    ),
  ]
  const [header] = [...headersIn(seen), ...headersIn(expected)]
  if (header !== undefined) return `header ${header.toLowerCase()}`
  // Some texts show only the value of the header that the rule is about. A text that begins with a status is about the status: `302 to URL`.
  const [, subject = ''] = rule.split('/')
  const [shown = known.has(subject) ? subject : undefined] =
    exchange?.headers?.find(([, value]) => value.length > shortest && seen.includes(value) && !/^\d{3}\b/.test(seen)) ?? []
  if (shown !== undefined) return `header ${shown.toLowerCase()}`
  // The name of a rule often begins with the header that it judges: `rate-limit/reset-within-window`, `rate-limit/retry-after-agrees-with-reset`.
  const judged = [...known].find(
    (name) => name.includes('-') && [rule, subject].some((each) => lettersOf(each).startsWith(lettersOf(name.replace(/^x-/, '')))),
  )
  if (judged !== undefined) return `header ${judged}`
  if (hasNoCode.test(seen)) return noCode
  const place = /(?:^|[\s(])((?:\/[A-Za-z0-9_~]+)+)(?=$|[\s,:;.)])/.exec(seen)?.[1] ?? /^(?:\/[A-Za-z0-9_~]+)+(?= )/.exec(expected)?.[0]
  const property = place?.split('/').findLast((each) => each !== '' && !/^\d+$/.test(each))
  // `totalPages 3`, `changed: createdAt`, `different status`.
  const [named = property] = /(?<=^|^changed: |^different )[a-z]+[A-Z][A-Za-z]*(?![\w./"])|(?<=^different )[a-z]+$/.exec(seen) ?? []
  return named === undefined ? '' : `property ${named}`
}

const lettersOf = (text: string): string => text.replaceAll(/[^a-z]/g, '')

/** `/products/prod_1` of `GET /products/prod_1?page=2`. */
const pathOf = (request: string): string => /^\S+ ([^\s?]*)/.exec(request)?.[1] ?? ''

/** Values that are not longer than this may be in a text by chance. */
const shortest = 5

const notInNames = /[^\w-]+/
/** The status of an error is right, but its body has no code: it is no error of the contract, or no JSON at all. */
const hasNoCode = /^\d{3} without details\.code$/
const noCode = 'error without a code'

const gist = (seen: string): string => seen.replaceAll(/\b(?=\w*\d)\w{8,}\b/g, '#').replaceAll(/(?<!^)\b\d+\b/g, '#')

/** Areas whose rules judge the data of the API. One fault of a list, a write or a value usually violates rules of several of them. */
const ofData: ReadonlySet<Area> = new Set<Area>(['pagination', 'schema', 'sorting', 'write'])
const ofAccess: ReadonlySet<Area> = new Set<Area>(['authentication', 'tenant'])
/** What belongs to another tenant is answered like what does not exist. */
const ofAbsence: ReadonlySet<Area> = new Set<Area>(['status', 'tenant'])
/** A filter that is ignored also shows and counts items for an id of another tenant. */
const ofFilters: ReadonlySet<Area> = new Set<Area>(['pagination', 'sorting', 'tenant'])

const areRelated = (one: Area, other: Area): boolean =>
  one === other || [ofData, ofAccess, ofAbsence, ofFilters].some((each) => each.has(one) && each.has(other))

/**
 * Whether both show one thing, so that they are hardly two faults: a header, a property of an operation, an error code, or mostly the same exchanges. What
 * coincides with one of them belongs to both.
 */
export function coincide(one: Evidence, other: Evidence): boolean {
  if (areApart(one, other)) return false
  const sharesPart = isSamePart(one, other)
  if (sharesPart && isHeader(one)) return true
  if (isAlike(one.answered, other.answered)) return true
  if (isHeader(one) || isHeader(other)) return false
  // A body that is no error of the contract shows in every rule that reads its code.
  if (one.part === noCode || other.part === noCode) {
    if (sharesPart && shares(one.seen, other.seen)) return true
    return (sharesPart || one.area === 'error' || other.area === 'error') && shares(one.operations, other.operations)
  }
  const sawTheSame = [...one.seen].some((each) => isTelling(each) && other.seen.has(each))
  if (sawTheSame && isAlike(one.operations, other.operations)) return true
  return areRelated(one.area, other.area) && (sawTheSame || (sharesPart && areOfOneResource(one, other)))
}

/**
 * Whether the fault that `lead` names probably has `other` as a consequence, although it shows elsewhere. What follows from `other` is not explained by
 * that: a chain of such steps leads to any finding of the deployment.
 */
export function explains(lead: Evidence, other: Evidence): boolean {
  if (areApart(lead, other)) return false
  if (isHeader(lead) || isHeader(other)) return shares(lead.answered, other.answered)
  if (isAlike(lead.answeredAlike, other.answeredAlike)) return true
  if (!areRelated(lead.area, other.area)) return false
  // A fault that shows in many responses hardly explains what is wrong with one of them alone.
  if (overlap(lead.answered, other.answered) >= 1 / 4) return true
  if (isGeneral(lead) || isGeneral(other)) return isAlike(lead.paths, other.paths)
  return isAlike(lead.operations, other.operations) && (lead.area === other.area || (lead.part === '' && other.part === ''))
}

/** Whether they are about different parts of responses: two headers, a header and a value, or two properties that rules of different areas judge. */
export function areApart(one: Evidence, other: Evidence): boolean {
  if (one.part === other.part) return false
  const areNamed = one.part !== '' && other.part !== ''
  if (isHeader(one) || isHeader(other)) return areNamed || one.area !== other.area
  return areNamed && one.area !== other.area && one.part !== noCode && other.part !== noCode
}

/** Whether both name the same part. */
export const isSamePart = (one: Evidence, other: Evidence): boolean => one.part === other.part && one.part !== ''

const isHeader = ({ part }: Evidence): boolean => part.startsWith('header')

/** Whether it is about the deployment, a key or a tenant as a whole, or about several operations. */
const isGeneral = ({ operations }: Evidence): boolean => operations.size === 0

function areOfOneResource(one: Evidence, other: Evidence): boolean {
  if (!isGeneral(one) && !isGeneral(other)) return shares(one.operations, other.operations) || shares(one.paths, other.paths)
  const resourcesOf = ({ paths }: Evidence): Set<string> => new Set([...paths].map((each) => each.split('/')[1] ?? ''))
  return shares(resourcesOf(one), resourcesOf(other))
}

/** Whether equal texts are hardly a coincidence: they contain an error code. */
const isTelling = (seen: string): boolean => /\b[A-Z]+_[A-Z_]+\b/.test(seen)

/** Whether most of them are the same. */
const isAlike = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean => overlap(one, other) >= 1 / 2

/** The share of what is in both, compared with the larger one. */
function overlap<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): number {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one]
  return few.size === 0 ? 0 : [...few].filter((each) => many.has(each)).length / many.size
}

const shares = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean => overlap(one, other) > 0
