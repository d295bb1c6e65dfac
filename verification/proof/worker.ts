/** Worker process that runs the suite against one server after another. No run may use state that an earlier run left in memory. */
import { readChoice } from '../../conformance/plan/selection.ts'
import { rules } from '../../conformance/rules/index.ts'
import { deviate } from '../../server/deviations/index.ts'
import { contract } from '../../spec/contract.ts'
import { answerJobs } from '../processes.ts'
import { variants } from '../variants/index.ts'
import { outcomeOf, type DeploymentOptions } from './deployment.ts'
import type { Job } from './job.ts'

function deploymentOf({ deviations, variant }: Job): DeploymentOptions {
  if (variant === undefined) return { assemble: (parts) => deviate(parts, deviations) }
  const found = variants.find(({ id }) => id === variant)
  if (found === undefined) throw new RangeError(`Unknown variant ${JSON.stringify(variant)}`)
  return found.how
}

answerJobs((job: Job) => {
  const select = readChoice(job.choice ?? {}, contract, rules)
  return outcomeOf(deploymentOf(job), select === undefined ? {} : { select })
})
