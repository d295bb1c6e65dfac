/** Worker process that runs the suite against one lie after another. */
import { answerJobs } from '../processes.ts'
import { work } from './jobs.ts'

answerJobs(work)
