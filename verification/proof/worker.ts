/** Worker process that runs the suite against one server after another. No run may use state that an earlier run left in memory. */
import { answerJobs } from '../processes.ts'
import { outcomeOfJob } from './job.ts'

answerJobs(outcomeOfJob)
