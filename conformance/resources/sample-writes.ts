/** Builds one request that a conforming deployment accepts, for every operation that writes. */
import type { Operation } from '../../spec/contract.ts'
import { isKind, type Api } from '../model/api.ts'
import type { Request } from '../model/request.ts'
import { Unavailable, type Resources } from '../model/resource.ts'
import { stateVisits } from './lifecycles.ts'

/** Returns a write request that a conforming deployment accepts. It affects only resources of the run. */
export function sampleWriteOf(operation: Operation, resources: Resources, api: Api): Request {
  const sample = api.profile.sampleWrites[operation.id]
  if (sample !== undefined) return sample(resources)
  const setting = api.profile.settable[operation.id]
  if (setting !== undefined) return setting.ask(resources).write
  const step = stateVisits(api, resources).find(({ edge }) => edge?.operation === operation.id)
  if (step !== undefined) return step.arrival
  if (isKind(api, operation.id)) return resources.of(operation.id, 'life').create
  // A deletion or a revocation: the cleanup of the creation that links to it.
  const maker = resources.makerOf([operation.id])
  if (maker === undefined) throw new Unavailable(`the run has no resource of its own for ${operation.id}`)
  const undo = resources.of(maker, 'life').undo.find((each) => each.operation === operation.id)
  if (undo !== undefined) return undo
  // A change of a resource that no other change concerns.
  const own = resources.of(maker, 'deed')
  const parameters = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name)
  return resources.act(operation.id, { params: Object.fromEntries(parameters.map((name) => [name, own.id])) })
}
