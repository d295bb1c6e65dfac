/** Where a fault is planted, in words: `step admit` says nothing to a reader who does not know the server. */
import type { StepName } from '../../../server/http/pipeline.ts'
import { contract, type OperationId } from '../../../spec/contract.ts'

const steps: Readonly<Record<StepName, string>> = {
  assignRequestId: 'the step that gives each request its id',
  preflight: 'the step that answers CORS preflight requests',
  shed: 'the step that rejects requests of which too many are in progress',
  authenticate: 'the step that checks the API key',
  count: 'the step that counts requests for the rate limit',
  admit: 'the step that rejects requests without a valid API key',
  authorize: 'the step that checks the permissions of the API key',
  requireOperation: 'the step that rejects unknown paths and methods',
  parse: 'the step that reads the request body',
  validate: 'the step that validates parameters and body',
  handle: 'the step that calls the code of the operation',
  envelop: 'the step that builds the response body and headers',
  stateLimits: 'the step that writes the rate-limit headers',
  addCorsHeaders: 'the step that writes the CORS headers',
  send: 'the step that sends the response',
  record: 'the step that writes the log',
}

const queries: Readonly<Record<string, (rows: string) => string>> = {
  list: (rows) => `the database query that lists ${rows}`,
  find: (rows) => `the database query that finds one of the ${rows}`,
  insert: (rows) => `the database query that adds ${rows}`,
  update: (rows) => `the database query that changes ${rows}`,
  delete: (rows) => `the database query that deletes ${rows}`,
  summaries: (rows) => `the database query that summarizes ${rows}`,
  totals: (rows) => `the database query that computes the totals of ${rows}`,
}

/** `forecastEvents` as `forecast events`. */
const spaced = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

const isStep = (name: string): name is StepName => Object.hasOwn(steps, name)
const isOperation = (id: string): id is OperationId => Object.hasOwn(contract.operations, id)

function operation(id: string): string {
  if (!isOperation(id)) throw new RangeError(`Unknown operation ${JSON.stringify(id)}`)
  return `\`${id}\` (${contract.operations[id].summary})`
}

function describe(part: string): string {
  const [kind = '', name = ''] = part.split(' ')
  if (part === 'every endpoint') return 'the checks of parameters, body and permissions of every operation'
  if (part === 'limiter') return 'the rate limiter'
  if (part === 'delivery') return 'the code that writes the response to the connection'
  if (part === 'store findKey') return 'the database query that looks up an API key'
  if (kind === 'step' && isStep(name)) return steps[name]
  if (kind === 'handler') return `the code of the operation ${operation(name)}`
  if (kind === 'endpoint') return `the parameters, body, permissions or \`Location\` of the operation ${operation(name)}`
  if (kind === 'path') return `an additional, undocumented path, \`${name}\``
  const [rows = '', method = ''] = name.split('.')
  const query = kind === 'store' && Object.hasOwn(queries, method) ? queries[method] : undefined
  if (query !== undefined) return query(spaced(rows))
  throw new RangeError(`Part ${JSON.stringify(part)} of a deviation has no description; add it to verification/proof/page/parts.ts`)
}

/** Describes the parts of the server that a deviation changes, for a reader who does not know its code. */
export function planted(part: string): string {
  return part.split(', ').map(describe).join(' and ')
}
