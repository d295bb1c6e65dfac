/** What a finding shows about the response that it was found in. */
import { areaOf, type Area } from '../model/rule.ts'
import type { ReportedVerdict } from './reported-verdict.ts'

export interface Evidence {
  readonly area: Area
  /** The part of the response that is wrong: `header x-request-id`, `property sku`, or empty if the finding does not tell. */
  readonly part: string
  /** The positions of the exchanges that show it. */
  readonly exchanges: ReadonlySet<number>
  readonly operations: ReadonlySet<string>
  /** What was seen, without numbers and generated ids. */
  readonly seen: ReadonlySet<string>
}

export function evidenceOf(finding: ReportedVerdict): Evidence {
  return {
    area: areaOf({ id: finding.rule as `${Area}/${string}` }),
    part: partOf(finding),
    exchanges: new Set(finding.exchange === undefined ? [] : [finding.exchange.number]),
    operations: new Set(finding.operation === null ? [] : [finding.operation]),
    seen: new Set(finding.seen === undefined ? [] : [gist(finding.seen)]),
  }
}

/** Returns the evidence of several findings of one rule. */
export const joined = (all: readonly [Evidence, ...Evidence[]]): Evidence => ({
  area: all[0].area,
  part: all[0].part,
  exchanges: new Set(all.flatMap((each) => [...each.exchanges])),
  operations: new Set(all.flatMap((each) => [...each.operations])),
  seen: new Set(all.flatMap((each) => [...each.seen])),
})

/** Reads the part from what was seen and expected. The name of a header is more certain than a place in the body. */
function partOf({ rule, expected = '', seen = '', exchange }: ReportedVerdict): string {
  const known = new Set((exchange?.headers ?? []).map(([name]) => name.toLowerCase()))
  const header = [...seen.split(notInNames), ...expected.split(notInNames)].find(
    (word) => /^[A-Z][A-Za-z]*(-[A-Z][A-Za-z]*)+$/.test(word) || (/^[A-Z]/.test(word) && known.has(word.toLowerCase())),
  )
  if (header !== undefined) return `header ${header.toLowerCase()}`
  // Some texts show only the value of the header that the rule is about.
  const [, subject = ''] = rule.split('/')
  const [shown = known.has(subject) ? subject : undefined] =
    exchange?.headers?.find(([, value]) => value.length > shortest && seen.includes(value)) ?? []
  if (shown !== undefined) return `header ${shown.toLowerCase()}`
  if (hasNoCode.test(seen)) return noCode
  const place = /(?:^|[\s(])((?:\/[A-Za-z0-9_~]+)+)(?=$|[\s,:;.)])/.exec(seen)?.[1]
  const property = place?.split('/').findLast((each) => each !== '' && !/^\d+$/.test(each))
  return property === undefined ? '' : `property ${property}`
}

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
/** A filter that is ignored also shows items for an id of another tenant. */
const ofFilters: ReadonlySet<Area> = new Set<Area>(['sorting', 'tenant'])

const related = (one: Area, other: Area): boolean =>
  one === other || [ofData, ofAccess, ofAbsence, ofFilters].some((each) => each.has(one) && each.has(other))

/** Whether one fault of a server probably explains both. */
export function explains(one: Evidence, other: Evidence): boolean {
  const parts = [one.part, other.part]
  const isSamePart = one.part === other.part
  const areHeaders = parts.filter((each) => each.startsWith('header')).length
  if (isSamePart && areHeaders > 0) return true
  // Two headers, or a header and a value in the body, are two faults.
  if (areHeaders > 0) return parts.includes('') && one.area === other.area && shares(one.exchanges, other.exchanges)
  if (shares(one.exchanges, other.exchanges)) return true
  // A body that is no error of the contract shows in every rule that reads its code.
  if (parts.includes(noCode)) return (isSamePart || [one.area, other.area].includes('error')) && shares(one.operations, other.operations)
  const sawTheSame = [...one.seen].some((each) => isTelling(each) && other.seen.has(each))
  if (isAlike(one.operations, other.operations) && sawTheSame) return true
  if (!related(one.area, other.area)) return false
  // Both are about the deployment, a key or a tenant as a whole.
  if (one.operations.size === 0 && other.operations.size === 0) return true
  if (isSamePart && one.part !== '') return shares(one.operations, other.operations)
  return sawTheSame || isAlike(one.operations, other.operations)
}

/** Whether equal texts are hardly a coincidence: they contain an error code. */
const isTelling = (seen: string): boolean => /\b[A-Z]+_[A-Z_]+\b/.test(seen)

/** Whether most of them are the same. */
function isAlike<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean {
  const both = [...one].filter((each) => other.has(each)).length
  return both > 0 && 2 * both >= Math.max(one.size, other.size)
}

const shares = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean => {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one]
  for (const each of few) if (many.has(each)) return true
  return false
}
