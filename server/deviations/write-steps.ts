import { refuse } from '../refusals.ts'
import type { Keys } from '../store/keys-store.ts'
import { decided } from '../transfers/recommendation.ts'
import { movedTransfer } from '../transfers/transfer.ts'
import { timestamp } from '../timestamp.ts'
import { deviationsOf, handler, store } from './deviation.ts'
import { insteadOf, within, withoutReason } from './faults.ts'

/** A repository that returns another status, so that the check of a status change passes. */
function taking<Row extends { readonly status: string }, Repository extends { readonly find: (id: string) => Promise<Row | undefined> }>(
  repository: Repository & { readonly find: (id: string) => Promise<Row | undefined> },
  state: Row['status'],
  other: Row['status'],
): Repository {
  const find = async (id: string) => {
    const found = await repository.find(id)
    return found?.status === state ? { ...found, status: other } : found
  }
  return { ...repository, find }
}

/** Keys whose revocation is hidden. */
function unrevoked(keys: Keys): Keys {
  const find: Keys['find'] = async (id) => {
    const found = await keys.find(id)
    return found && { ...found, revokedAt: null }
  }
  return { ...keys, find }
}

/** Faults in the status changes of resources. */
export const writeSteps = deviationsOf({
  'write/draft-shipped': {
    harm: 'A draft transfer can be shipped without being submitted.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'updateTransfer' }],
    change: handler('updateTransfer', (right) => async (input) => {
      const present = await input.store.transfers.find(input.params.transferId)
      if (present?.status === 'DRAFT' && input.body.status === 'SHIPPED') await right({ ...input, body: { status: 'PENDING' } })
      return right(input)
    }),
  },
  'write/received-transfer-cancelled': {
    harm: 'A received transfer can be canceled, as if its stock had never moved.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'updateTransfer' }],
    change: insteadOf('transferStateForbids', 'updateTransfer', async ({ params, body, store: own, now }, error) => {
      const present = await own.transfers.find(params.transferId)
      if (present?.status !== 'RECEIVED' || body.status !== 'CANCELLED') throw error
      const data = movedTransfer(present, 'CANCELLED', timestamp(now))
      await own.transfers.update(data)
      return { status: 200, data }
    }),
  },
  'write/receipt-not-kept': {
    harm: 'The receipt of a transfer returns 200 but is not stored, so the transfer stays in transit.',
    breaks: [{ rule: 'write/transition-carried-out', operation: 'updateTransfer' }],
    change: store('transfers', 'update', (right) => async (transfer) => {
      if (transfer.status !== 'RECEIVED') await right(transfer)
    }),
  },
  'write/shipped-twice': {
    harm: 'A transfer can be shipped twice, which overwrites its shipping time.',
    breaks: [{ rule: 'write/transition-happens-once', operation: 'updateTransfer' }],
    change: insteadOf('transferStateForbids', 'updateTransfer', async ({ params, body, store: own, now }, error) => {
      const present = await own.transfers.find(params.transferId)
      if (present?.status !== 'SHIPPED' || body.status !== 'SHIPPED') throw error
      const data = movedTransfer(present, 'SHIPPED', timestamp(now))
      await own.transfers.update(data)
      return { status: 200, data }
    }),
  },
  'write/pending-recommendation-executed': {
    harm: 'A recommendation can be executed without approval.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'executeTransferRecommendation' }],
    change: within('executeTransferRecommendation', ({ recommendations, ...inner }) => ({
      ...inner,
      recommendations: taking(recommendations, 'PENDING', 'APPROVED'),
    })),
  },
  'write/refused-rejection-rejects': {
    harm: 'Rejecting an approved recommendation returns 409, but rejects it.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'rejectTransferRecommendation' }],
    change: insteadOf('recommendationDecided', 'rejectTransferRecommendation', async ({ params, store: own, now }, error) => {
      const found = await own.recommendations.find(params.recommendationId)
      if (found?.status === 'APPROVED') await own.recommendations.update(decided(found, 'REJECTED', found.comment, timestamp(now)))
      throw error
    }),
  },
  'write/execution-refused-as-invalid': {
    harm: 'Executing a recommendation too early returns 400 instead of 409, so a client looks for an error in its request.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'executeTransferRecommendation' }],
    change: insteadOf('recommendationNotApproved', 'executeTransferRecommendation', () => {
      throw refuse('requestInvalid', { issues: [{ in: 'path', path: 'recommendationId', message: 'must be the id of an approved one' }] })
    }),
  },
  'write/approval-not-kept': {
    harm: 'An approval returns 200 but is not stored, so the recommendation cannot be executed.',
    breaks: [{ rule: 'write/transition-carried-out', operation: 'approveTransferRecommendation' }],
    change: store('recommendations', 'update', (right) => async (recommendation) => {
      if (recommendation.status !== 'APPROVED') await right(recommendation)
    }),
  },
  'write/approved-twice': {
    harm: 'A recommendation can be approved twice, which overwrites the comment of the first approval.',
    breaks: [{ rule: 'write/transition-happens-once', operation: 'approveTransferRecommendation' }],
    change: insteadOf('recommendationDecided', 'approveTransferRecommendation', async ({ params, body, store: own, now }, error) => {
      const found = await own.recommendations.find(params.recommendationId)
      if (found?.status !== 'APPROVED') throw error
      const data = decided(found, 'APPROVED', body?.comment ?? null, timestamp(now))
      await own.recommendations.update(data)
      return { status: 200, data }
    }),
  },
  'write/draft-published': {
    harm: 'A draft can be published without a result.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'publishForecastScenario' }],
    change: within('publishForecastScenario', ({ forecastScenarios, ...inner }) => ({
      ...inner,
      forecastScenarios: taking(forecastScenarios, 'DRAFT', 'GENERATED'),
    })),
  },
  'write/archived-scenario-edited': {
    harm: 'An archived scenario can be edited and becomes a draft again.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'updateForecastScenario' }],
    change: within('updateForecastScenario', ({ forecastScenarios, ...inner }) => ({
      ...inner,
      forecastScenarios: taking(forecastScenarios, 'ARCHIVED', 'DRAFT'),
    })),
  },
  'write/generation-refused-without-reason': {
    harm: 'The conflict for generating a scenario again has no reason, so clients cannot distinguish it from other conflicts.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'generateForecastScenario' }],
    change: insteadOf('scenarioNotDraft', 'generateForecastScenario', (_input, error) => {
      throw withoutReason(error)
    }),
  },
  'write/generation-changes-nothing': {
    harm: 'Generating a scenario returns 200 with a result that is not stored, so the scenario can never be published.',
    breaks: [{ rule: 'write/transition-carried-out', operation: 'generateForecastScenario' }],
    change: store('forecastScenarios', 'update', (right) => async (scenario) => {
      if (scenario.status !== 'GENERATED') await right(scenario)
    }),
  },
  'write/edited-scenario-still-generated': {
    harm: 'An edited scenario stays generated, so it can be published with a result of the old version.',
    breaks: [{ rule: 'write/transition-carried-out', operation: 'updateForecastScenario' }],
    change: store('forecastScenarios', 'update', (right, { store: { forecastScenarios } }) => async (scenario) => {
      const before = await forecastScenarios.find(scenario.id)
      if (before?.status !== 'GENERATED' || scenario.status !== 'DRAFT') return right(scenario)
      const { status, result, generatedAt } = before
      return right({ ...scenario, status, result, generatedAt })
    }),
  },
  'write/shipped-transfer-not-cancelled': {
    harm: 'A shipped transfer cannot be canceled, so its stock stays reserved if it is lost.',
    breaks: [{ rule: 'write/transition-carried-out', operation: 'updateTransfer' }],
    change: handler('updateTransfer', (right) => async (input) => {
      const present = await input.store.transfers.find(input.params.transferId)
      if (present?.status === 'SHIPPED' && input.body.status === 'CANCELLED') throw refuse('transferStateForbids')
      return right(input)
    }),
  },
  'write/open-count-completed': {
    harm: 'A cycle count can be completed before anything was counted.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'completeCycleCount' }],
    change: within('completeCycleCount', ({ cycleCounts, ...inner }) => ({
      ...inner,
      cycleCounts: taking(cycleCounts, 'OPEN', 'IN_PROGRESS'),
    })),
  },
  'write/completed-count-reopened': {
    harm: 'Lines that are sent after completion reopen the cycle count, so its variances are booked twice.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'recordCycleCountLines' }],
    change: within('recordCycleCountLines', ({ cycleCounts, ...inner }) => ({
      ...inner,
      cycleCounts: taking(cycleCounts, 'COMPLETED', 'IN_PROGRESS'),
    })),
  },
  'write/revoked-key-rotated': {
    harm: 'A revoked key can be rotated and becomes active again.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'rotateApiKey' }],
    change: within('rotateApiKey', ({ keys, ...inner }) => ({ ...inner, keys: unrevoked(keys) })),
  },
  'write/revoked-again': {
    harm: 'Revoking a revoked key succeeds and overwrites the time of its revocation.',
    breaks: [{ rule: 'write/transition-happens-once', operation: 'revokeApiKey' }],
    change: within('revokeApiKey', ({ keys, ...inner }) => ({ ...inner, keys: unrevoked(keys) })),
  },
  'write/step-clears-comment': {
    harm: 'Submitting a transfer deletes its comment.',
    breaks: [{ rule: 'write/rest-stays-as-it-was' }],
    change: handler('updateTransfer', (right) => async (input) => {
      const answer = await right(input)
      const data = { ...answer.data, comment: input.body.comment ?? null }
      await input.store.transfers.update(data)
      return { ...answer, data }
    }),
  },
  'write/rotation-sets-an-end': {
    harm: 'Rotating a key without an expiry sets an expiry of one month.',
    breaks: [{ rule: 'write/rest-stays-as-it-was' }],
    change: within('rotateApiKey', ({ keys, ...inner }, { now }) => ({
      ...inner,
      keys: {
        ...keys,
        find: async (id) => {
          const key = await keys.find(id)
          return key && { ...key, expiresAt: timestamp(now + 30 * 86_400_000) }
        },
      },
    })),
  },
})
