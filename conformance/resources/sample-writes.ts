/** One request that a conforming deployment carries out, for every operation that writes. */
import type { Operation } from '../../spec/contract.ts'
import { isKind, type Api } from '../model/api.ts'
import type { Request } from '../model/request.ts'
import { Unavailable, type Resources } from '../model/resource.ts'
import { stateVisits } from './lifecycles.ts'

/** A request of a write that a conforming deployment carries out; it touches nothing but what the run made. */
export function sampleWriteOf(operation: Operation, resources: Resources, api: Api): Request {
  const sample = api.profile.sampleWrites[operation.id]
  if (sample !== undefined) return sample(resources)
  const step = stateVisits(api, resources).find(({ edge }) => edge?.operation === operation.id)
  if (step !== undefined) return step.arrival
  if (isKind(api, operation.id)) return resources.of(operation.id, 'deed').create
  // A deletion, a revocation: what takes back the creation that links to it.
  const maker = resources.makerOf([operation.id])
  if (maker === undefined) throw new Unavailable(`nothing of the run's own is known for ${operation.id}`)
  const own = resources.of(maker, 'deed')
  const undo = own.undo.find((each) => each.operation === operation.id)
  if (undo !== undefined) return undo
  const parameters = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name)
  return resources.act(operation.id, { params: Object.fromEntries(parameters.map((name) => [name, own.id])) })
}
