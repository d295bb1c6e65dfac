/** A process that runs the suite against one server after another; what one run leaves in memory must not be the next one's. */
import { rules } from '../../conformance/rules/index.ts'
import { deviate } from '../../server/deviations/index.ts'
import { answerJobs } from '../processes.ts'
import { variants } from '../variants/index.ts'
import { outcomeOf, type DeploymentOptions } from './deployment.ts'
import type { Job } from './job.ts'

function terrainOf({ deviations, variant }: Job): DeploymentOptions {
  if (variant === undefined) return { assemble: (parts) => deviate(parts, deviations) }
  const found = variants.find(({ id }) => id === variant)
  if (found === undefined) throw new RangeError(`there is no variant ${JSON.stringify(variant)}`)
  return found.how
}

answerJobs((job: Job) => {
  const { without = [] } = job
  const options = without.length === 0 ? {} : { rules: rules.filter(({ id }) => !without.includes(id)) }
  return outcomeOf(terrainOf(job), options)
})
