import { writeFileSync } from 'node:fs'
import { renderJson } from '../../conformance/report/formats/json.ts'
import { api } from '../../conformance/profile/index.ts'
import { readChoice, type Choice } from '../../conformance/plan/selection.ts'
import { rules } from '../../conformance/rules/index.ts'
import { deviate } from '../../server/deviations/index.ts'
import { contract } from '../../spec/contract.ts'
import { variants } from '../variants/index.ts'
import { onServices, type JobServices } from './services.ts'
import { outcomeOf, type DeploymentOptions, type Outcome } from './deployment.ts'

/** One run of the proof, as it is sent to a worker. */
export interface Job {
  /** Ids of the deviations that the server starts with. */
  readonly deviations: readonly string[]
  /** Id of the benign variant to deploy. */
  readonly variant?: string
  /** The rules and operations of the run; all by default. */
  readonly choice?: Choice
  /** Where the server keeps its data and counters; by default in memory. */
  readonly services?: JobServices
  /** The file to write the report of the run to, as JSON. */
  readonly report?: string
}

function deploymentOf({ deviations, variant }: Job): DeploymentOptions {
  if (variant === undefined) return { assemble: (parts) => deviate(parts, deviations) }
  const found = variants.find(({ id }) => id === variant)
  if (found === undefined) throw new RangeError(`Unknown variant ${JSON.stringify(variant)}`)
  return found.how
}

/** Runs the suite against a server as the job describes it. */
export function outcomeOfJob(job: Job): Promise<Outcome> {
  const select = readChoice(job.choice ?? {}, contract, rules)
  const { report, services } = job
  const run = (deployment: DeploymentOptions): Promise<Outcome> =>
    outcomeOf(deployment, select === undefined ? {} : { select }, (made) => {
      if (report !== undefined) writeFileSync(report, renderJson(made, api))
    })
  return services === undefined ? run(deploymentOf(job)) : onServices(services, deploymentOf(job), run)
}
