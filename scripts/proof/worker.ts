/** A process that runs the suite against one server after another; what one run leaves in memory must not be the next one's. */
import { rules } from '../../conformance/rules/index.ts'
import { deviate } from '../../server/deviations/index.ts'
import { outcomeOf } from './ground.ts'
import type { Answer, Job } from './job.ts'

async function answer({ deviations, without = [] }: Job): Promise<Answer> {
  try {
    return {
      outcome: await outcomeOf((parts) => deviate(parts, deviations), { rules: rules.filter(({ id }) => !without.includes(id)) }),
    }
  } catch (error) {
    return { thrown: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

process.on('message', (job: Job) => {
  void answer(job).then((each) => process.send?.(each))
})
