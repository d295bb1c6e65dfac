/** A process that runs the suite against one server after another; what one run leaves in memory must not be the next one's. */
import { rules } from '../../conformance/rules/index.ts'
import { deviate } from '../../server/deviations/index.ts'
import { variants } from '../variants/index.ts'
import { outcomeOf, type Terrain } from './ground.ts'
import type { Answer, Job } from './job.ts'

function terrainOf({ deviations, variant }: Job): Terrain {
  if (variant === undefined) return { assemble: (parts) => deviate(parts, deviations) }
  const found = variants.find(({ id }) => id === variant)
  if (found === undefined) throw new RangeError(`there is no variant ${JSON.stringify(variant)}`)
  return found.how
}

async function answer(job: Job): Promise<Answer> {
  const { without = [] } = job
  const options = without.length === 0 ? {} : { rules: rules.filter(({ id }) => !without.includes(id)) }
  try {
    return { outcome: await outcomeOf(terrainOf(job), options) }
  } catch (error) {
    return { thrown: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

process.on('message', (job: Job) => {
  void answer(job).then((each) => process.send?.(each))
})
