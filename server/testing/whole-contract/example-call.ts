import { contract, type ScmOperation, type OperationId, valueAt } from '../../../spec/contract.ts'

/** A request of an operation with the examples of the contract. */
export interface ExampleCall {
  readonly operation: ScmOperation
  /** Name of the example of the body; empty if there is no body. */
  readonly example: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** `undefined` if there is none. */
  readonly body: unknown
}

export interface Reply {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

export type Send = (call: ExampleCall) => Promise<Reply>

/** What has happened to the demo data before the example makes sense, by the operation's id, or by id and name of the example: calls, each with its own example. */
export const before: Readonly<Partial<Record<OperationId | `${OperationId} ${string}`, readonly OperationId[]>>> = {
  // A product that has stock is not deleted, nor an event that a scenario includes.
  deleteProduct: ['createProduct'],
  deleteForecastEvent: ['createForecastEvent'],
  // The count of the story is completed.
  recordCycleCountLines: ['createCycleCount'],
  completeCycleCount: ['createCycleCount', 'recordCycleCountLines'],
  // Only a draft is edited; the transfer of the story is pending.
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

/** The requests that the contract shows for an operation: one for each example of its body, or one. */
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

/** Whether something has to happen before the call. */
export const isPrepared = (call: ExampleCall): boolean => stepsBefore(call) !== undefined

/** The path parameters that the contract links the answer of an earlier operation to. */
function linked({ links }: ScmOperation, answer: unknown, to: OperationId): Record<string, string> {
  const parameters = links.find((link) => link.to === to)?.parameters ?? {}
  return Object.fromEntries(Object.entries(parameters).map(([name, pointer]) => [name, String(valueAt(answer, pointer))]))
}

/**
 * Lets happen what has to happen before a call, and gives the call as it is then: with the ids of what was made for it, if anything was. `adapt` may
 * change the earlier calls. A call that needs nothing is given as it is. Throws if one of them is refused.
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
    if (status !== step.success.status)
      throw new Error(`${id}, which comes before ${call.operation.id}, is answered with ${status}: ${text}`)
    answers.push({ step, answer: JSON.parse(text) })
  }
  return withLinks(call)
}
