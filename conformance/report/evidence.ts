/** What a finding shows about the response that it was found in. */
import type { ReportedVerdict } from './reported-verdict.ts'

export interface Evidence {
  /** The part of the response that is wrong: `header x-request-id`, `property sku`, `status`, or empty if the finding does not tell. */
  readonly part: string
  /** The positions of the exchanges that show it. */
  readonly exchanges: ReadonlySet<number>
  readonly operations: ReadonlySet<string>
}

export function evidenceOf(finding: ReportedVerdict): Evidence {
  return {
    part: partOf(finding),
    exchanges: new Set(finding.exchange === undefined ? [] : [finding.exchange.number]),
    operations: new Set(finding.operation === null ? [] : [finding.operation]),
  }
}

/** Reads the part from what was expected and seen. A header that both name is more certain than a property, a property more than a status. */
function partOf({ expected = '', seen = '', exchange }: ReportedVerdict): string {
  const text = `${expected} ${seen}`
  const known = new Set((exchange?.headers ?? []).map(([name]) => name.toLowerCase()))
  const header = text
    .split(/[^\w-]+/)
    .find((word) => /^[A-Z][A-Za-z]*(-[A-Z][A-Za-z]*)+$/.test(word) || (known.has(word.toLowerCase()) && /^[A-Z]/.test(word)))
  if (header !== undefined) return `header ${header.toLowerCase()}`
  const property = /(?:^|[\s(])((?:\/[A-Za-z0-9_~]+)+)(?=$|[\s,:;.)])/
    .exec(seen)?.[1]
    ?.split('/')
    .findLast((each) => !/^\d*$/.test(each))
  if (property !== undefined) return `property ${property}`
  const statuses = [expected, seen].map((each) => /\b[1-5]\d\d\b/.exec(each)?.[0])
  return statuses.every((each) => each !== undefined) && statuses[0] !== statuses[1] ? 'status' : ''
}

/** Whether one fault of a server probably explains both. */
export function explains(one: Evidence, other: Evidence): boolean {
  const isShared = [...one.exchanges].some((each) => other.exchanges.has(each))
  if (one.part === other.part && one.part !== '' && one.part !== 'status')
    return isShared || one.part.startsWith('header') || meets(one.operations, other.operations)
  if (!isShared) return false
  // A wrong status changes the whole response. Two different headers, or a header and a property, are two faults.
  return [one.part, other.part].some((each) => each === '' || each === 'status')
}

const meets = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean => [...one].some((each) => other.has(each))
