/** Required parts of the contract by kind, and the rules that report a missing part. */
import { membersOf, valueAt, type Json, type Path } from './json.ts'

export interface RemovalKind {
  readonly name: string
  /** Names on the path to the part; `*` matches any text. */
  readonly pattern: string
  /** At least one of these rules must report a place within the owner of the part. */
  readonly rules: readonly string[]
  /** Whether the part is required in its place. By default, all parts are required. */
  readonly where?: (document: Json, part: Path) => boolean
}

const success = 'paths * * responses 20* '
const example = `${success}content application/json examples success `
const envelope = 'components schemas *(List|Envelope) '

/** The value beside a part, in the object the given number of levels up. */
const beside = (document: Json, part: Path, levels: number, ...names: string[]) => valueAt(document, [...part.slice(0, -levels), ...names])
const isRefTo = (name: string) => (document: Json, part: Path) => valueAt(document, [...part, '$ref']) === `#/components/parameters/${name}`
const isInline = (document: Json, part: Path) => beside(document, part, 1, '$ref') === undefined
const isLong = (document: Json, part: Path) => beside(document, part, 1, 'format') !== 'date'

export const removalKinds: readonly RemovalKind[] = [
  { name: 'the operationId', pattern: 'paths * * operationId', rules: ['operation-operationId'] },
  { name: 'the tag', pattern: 'paths * * tags 0', rules: ['rule/tag'] },
  { name: 'the tags', pattern: 'paths * * tags', rules: ['rule/tag', 'operation-tag-defined'] },
  { name: 'the summary', pattern: 'paths * * summary', rules: ['rule/summary'] },
  { name: 'the description', pattern: 'paths * * description', rules: ['operation-description'] },
  { name: 'the stability', pattern: 'paths * * x-stability', rules: ['rule/stability'] },
  { name: 'the provenance', pattern: 'paths * * x-provenance', rules: ['rule/provenance'] },
  { name: 'the badge of beta', pattern: 'paths * * x-badges', rules: ['contract/beta'] },
  { name: 'the security', pattern: 'paths * * security', rules: ['contract/permission'] },
  {
    name: 'the only permission',
    pattern: 'paths * * security 0 ApiKeyAuth 0',
    rules: ['contract/permission'],
    where: (document, part) => beside(document, part, 1, '1') === undefined,
  },
  ...['400', '401', '403', '404', '413', '415', '429', '500', '503'].map((status) => ({
    name: `the ${status}`,
    pattern: `paths * * responses ${status}`,
    rules: ['contract/error-responses'],
  })),
  {
    name: 'the 409 of transitions',
    pattern: 'paths * * responses 409',
    rules: ['contract/error-responses'],
    where: (document, part) => beside(document, part, 2, 'x-transitions') !== undefined,
  },
  ...['X-Request-Id', 'X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset', 'Cache-Control'].map((name) => ({
    name: `the header ${name}`,
    pattern: `${success}headers ${name}`,
    rules: ['contract/response-headers'],
  })),
  { name: 'the Location', pattern: 'paths * * responses 201 headers Location', rules: ['contract/creation'] },
  { name: 'the x-location', pattern: 'paths * * responses 201 x-location', rules: ['contract/creation'] },
  { name: 'the success', pattern: success.trim(), rules: ['contract/envelope'] },
  { name: 'the description of the success', pattern: `${success}description`, rules: ['rule/response-description'] },
  { name: 'the body of the success', pattern: `${success}content application/json`, rules: ['contract/envelope'] },
  { name: 'the required members of the envelope', pattern: `${envelope}required`, rules: ['contract/envelope'] },
  { name: 'the data of the envelope', pattern: `${envelope}properties data`, rules: ['contract/envelope'] },
  { name: 'the pagination of a list', pattern: 'components schemas *List properties pagination', rules: ['contract/envelope'] },
  { name: 'the size of a page', pattern: 'components schemas *List properties data maxItems', rules: ['contract/schema-bounded'] },
  { name: 'the examples of the success', pattern: `${success}content application/json examples`, rules: ['rule/body-examples'] },
  { name: 'the data of an example', pattern: `${example}value data`, rules: ['no-invalid-media-type-examples'] },
  { name: 'the summary of an example', pattern: `${example}summary`, rules: ['rule/example-summary'] },
  { name: 'the examples of a request', pattern: 'paths * * requestBody content application/json examples', rules: ['rule/body-examples'] },
  { name: 'a parameter of the path', pattern: 'paths * parameters 0', rules: ['path-parameters-defined'] },
  { name: 'the page', pattern: 'paths * * parameters *', rules: ['contract/list-parameters'], where: isRefTo('PageParameter') },
  { name: 'the limit', pattern: 'paths * * parameters *', rules: ['contract/list-parameters'], where: isRefTo('LimitParameter') },
  { name: 'the sort order', pattern: 'paths * * parameters *', rules: ['contract/list-parameters'], where: isRefTo('SortOrderParameter') },
  {
    name: 'the default field to sort by',
    pattern: 'paths * * parameters * schema default',
    rules: ['contract/list-parameters'],
    where: (document, part) => beside(document, part, 2, 'name') === 'sortBy',
  },
  { name: 'the description of a parameter', pattern: 'paths * * parameters * description', rules: ['parameter-description'] },
  { name: 'the example of a parameter', pattern: 'paths * * parameters * example', rules: ['rule/parameter-example'] },
  { name: 'the length of a parameter', pattern: 'paths * * parameters * schema maxLength', rules: ['contract/schema-bounded'] },
  { name: 'the description of a link', pattern: `${success}links * description`, rules: ['rule/link-description'] },
  { name: 'the target of a link', pattern: `${success}links * operationId`, rules: ['contract/link-target'] },
  { name: 'the value of a link', pattern: `${success}links * parameters *`, rules: ['contract/link-target'] },
  {
    name: 'the link to the created resource',
    pattern: 'paths * post responses 201 links get*',
    rules: ['contract/item-links'],
    where: (document, part) => `create${String(part.at(-1)).slice('get'.length)}` === beside(document, part, 4, 'operationId'),
  },
  {
    name: 'the rejection of unknown properties',
    pattern: 'components schemas * additionalProperties',
    rules: ['contract/request-closed'],
  },
  {
    name: 'the description of a property',
    pattern: 'components schemas * properties * description',
    rules: ['contract/property-description'],
    where: isInline,
  },
  { name: 'the length of a text', pattern: 'components schemas * maxLength', rules: ['contract/schema-bounded'], where: isLong },
  { name: 'the maximum of a number', pattern: 'components schemas * properties * maximum', rules: ['contract/schema-bounded'] },
  { name: 'the number of items', pattern: 'components schemas * properties * maxItems', rules: ['contract/schema-bounded'] },
]

/** All parts of a kind in the document. */
export function partsOf(document: Json, { pattern, where = () => true }: RemovalKind): Path[] {
  const steps = pattern.split(' ').map((step) => new RegExp(`^${step.replaceAll('*', '.*')}$`))
  const paths = steps.reduce<Path[]>(
    (found, step) =>
      found.flatMap((path) =>
        namesIn(valueAt(document, path))
          .filter((name) => step.test(name))
          .map((name) => [...path, name]),
      ),
    [[]],
  )
  return paths.filter((path) => where(document, path))
}

/** The operation, path or component that a part belongs to. */
export function ownerOf(part: Path): Path {
  return part.slice(0, part[2] === 'parameters' ? 2 : 3)
}

function namesIn(value: Json | undefined): string[] {
  return Array.isArray(value) ? Object.keys(value) : membersOf(value).map(([name]) => name)
}
