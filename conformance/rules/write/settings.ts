/** Writes that set values and create nothing; a later read shows whether the values were stored. */
import { operationNamed } from '../../model/api.ts'
import { altered } from '../../model/exchange.ts'
import { fails, holds } from '../../model/judgement.ts'
import { probe } from '../../model/rule.ts'
import { describe } from '../refusal.ts'

export const settingRules = [
  probe({
    id: 'write/set-is-shown',
    level: 'MUST',
    cites: ['D03', 'practice: a write is visible to reads immediately'],
    title: 'immediately returns the values that a write has set',
    subjects: (api) => Object.entries(api.profile.settable).map(([id, setting]) => ({ operation: operationNamed(api, id), setting })),
    ask: ({ setting }, { resources }) => setting.ask(resources),
    judge: ({ write, read }, { operation, setting }) => {
      if (write.reply.status !== operation.success.status) return fails(String(operation.success.status), describe(write), write)
      if (read.reply.status !== 200) return fails('200', describe(read), read)
      const lost = setting.lost(write, read)
      return holds(lost.length === 0, 'the values that were sent', lost.join('; '), read)
    },
    sabotage: ({ read }) => ({ read: altered(read, { status: 404 }) }),
  }),
]
