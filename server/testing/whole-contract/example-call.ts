import { contract, type ScmOperation, type OperationId, valueAt } from '../../../spec/contract.ts'

/** A request of an operation built from the examples of the contract. */
export interface ExampleCall {
  readonly operation: ScmOperation
  /** Name of the body example; empty if there is no body. */
  readonly example: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** `undefined` if there is none. */
  readonly body: unknown
}

export interface Reply {
  readonly status: number
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

export type Send = (call: ExampleCall) => Promise<Reply>

/** The calls that must precede an example, by operation id, or by operation id and example name; each uses its own example. */
export const before: Readonly<Partial<Record<OperationId | `${OperationId} ${string}`, readonly OperationId[]>>> = {
  // A product with stock and an event of a scenario cannot be deleted.
  deleteProduct: ['createProduct'],
  deleteForecastEvent: ['createForecastEvent'],
  // The count of the demo data is completed.
  recordCycleCountLines: ['createCycleCount'],
  completeCycleCount: ['createCycleCount', 'recordCycleCountLines'],
  // Only a draft can be edited; the transfer of the demo data is pending.
  'updateTransfer edit': ['createTransfer'],
  executeTransferRecommendation: ['approveTransferRecommendation'],
  // An edit makes the generated scenario a draft again.
  generateForecastScenario: ['updateForecastScenario'],
}

function exampleOf(operation: ScmOperation, where: 'path' | 'query'): Record<string, string> {
  const parameters = operation.parameters.filter((each) => each.in === where)
  return Object.fromEntries(
    parameters.map(({ name, example }) => {
      if (example === undefined) throw new Error(`the parameter ${name} of ${operation.id} has no example`)
      return [name, typeof example === 'string' ? example : JSON.stringify(example)]
    }),
  )
}

/** The example requests of an operation: one per body example, or one. */
export function exampleCalls(operation: ScmOperation): ExampleCall[] {
  const bodies = Object.entries(operation.body?.examples ?? { '': undefined })
  if (bodies.length === 0) throw new Error(`the body of ${operation.id} has no example`)
  const [params, query] = [exampleOf(operation, 'path'), exampleOf(operation, 'query')]
  return bodies.map(([example, body]) => ({ operation, example, params, query, body }))
}

/** The name of a call in tests. */
export const nameOf = ({ operation, example }: ExampleCall): string => (example === '' ? operation.id : `${operation.id} (${example})`)

/** Path and query of the request, relative to the base URL. */
export function targetOf({ operation, params, query }: ExampleCall): string {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams(query).toString()
  return search === '' ? path : `${path}?${search}`
}

/** The headers of the request. */
export function headersOf({ operation, body }: ExampleCall, key: string): Record<string, string> {
  return { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': operation.body?.mediaType ?? '' }) }
}

const stepsBefore = ({ operation, example }: ExampleCall) => before[`${operation.id} ${example}`] ?? before[operation.id]

/** Whether other calls must precede the call. */
export const isPrepared = (call: ExampleCall): boolean => stepsBefore(call) !== undefined

/** The path parameters that the contract links to the response of an earlier operation. */
function linked({ links }: ScmOperation, answer: unknown, to: OperationId): Record<string, string> {
  const parameters = links.find((link) => link.to === to)?.parameters ?? {}
  return Object.fromEntries(Object.entries(parameters).map(([name, pointer]) => [name, String(valueAt(answer, pointer))]))
}

/**
 * Sends the calls that must precede a call and returns the call with the ids of the created resources, if any. `adapt` can
 * change the earlier calls. A call without prerequisites is returned unchanged. Throws if an earlier call fails.
 */
export async function prepare(call: ExampleCall, send: Send, adapt = (earlier: ExampleCall): ExampleCall => earlier): Promise<ExampleCall> {
  const steps = stepsBefore(call)
  if (steps === undefined) return call
  const answers: { readonly step: ScmOperation; readonly answer: unknown }[] = []
  const withLinks = (later: ExampleCall): ExampleCall => {
    const params = answers.map(({ step, answer }) => linked(step, answer, later.operation.id))
    return { ...later, params: Object.assign({}, later.params, ...params) as ExampleCall['params'] }
  }
  for (const id of steps) {
    const step = contract.operations[id]
    const [first] = exampleCalls(step)
    if (first === undefined) throw new Error(`${id} has no example`)
    const { status, text } = await send(withLinks(adapt(first)))
    if (status !== step.success.status) throw new Error(`${id}, required before ${call.operation.id}, returned ${status}: ${text}`)
    answers.push({ step, answer: JSON.parse(text) })
  }
  return withLinks(call)
}
