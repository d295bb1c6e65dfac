import { refuse } from '../refusals.ts'
import type { Keys } from '../store/keys-store.ts'
import { decided } from '../transfers/recommendation.ts'
import { movedTransfer } from '../transfers/transfer.ts'
import { timestamp } from '../timestamp.ts'
import { deviationsOf, handler, store } from './deviation.ts'
import { insteadOf, within, withoutReason } from './faults.ts'

/** A repository that takes one state for another, so that what guards a step lets it pass. */
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

/** Keys, none of which is seen to be revoked. */
function unrevoked(keys: Keys): Keys {
  const find: Keys['find'] = async (id) => {
    const found = await keys.find(id)
    return found && { ...found, revokedAt: null }
  }
  return { ...keys, find }
}

/** Faults in the steps of the state machines. */
export const writeSteps = deviationsOf({
  'write/draft-shipped': {
    harm: 'A draft is shipped without anybody having submitted it, so the warehouse never saw it pending.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'updateTransfer' }],
    change: handler('updateTransfer', (right) => async (input) => {
      const present = await input.store.transfers.find(input.params.transferId)
      if (present?.status === 'DRAFT' && input.body.status === 'SHIPPED') await right({ ...input, body: { status: 'PENDING' } })
      return right(input)
    }),
  },
  'write/received-transfer-cancelled': {
    harm: 'A transfer that has arrived can be cancelled, and the books say that its stock never moved.',
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
    harm: 'The receipt of a transfer is answered with 200, but whoever reads the transfer sees it on its way for ever.',
    breaks: [{ rule: 'write/transition-carried-out', operation: 'updateTransfer' }],
    change: store('transfers', 'update', (right) => async (transfer) => {
      if (transfer.status !== 'RECEIVED') await right(transfer)
    }),
  },
  'write/shipped-twice': {
    harm: 'A second notice of shipment is taken as a new one, and moves the date on.',
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
    harm: 'A recommendation that nobody has approved becomes a transfer.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'executeTransferRecommendation' }],
    change: within('executeTransferRecommendation', ({ recommendations, ...inner }) => ({
      ...inner,
      recommendations: taking(recommendations, 'PENDING', 'APPROVED'),
    })),
  },
  'write/refused-rejection-rejects': {
    harm: 'Rejecting an approved recommendation is refused with 409, and it is rejected from then on.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'rejectTransferRecommendation' }],
    change: insteadOf('recommendationDecided', 'rejectTransferRecommendation', async ({ params, store: own, now }, error) => {
      const found = await own.recommendations.find(params.recommendationId)
      if (found?.status === 'APPROVED') await own.recommendations.update(decided(found, 'REJECTED', found.comment, timestamp(now)))
      throw error
    }),
  },
  'write/execution-refused-as-invalid': {
    harm: 'Executing too early answers 400, so a client looks for a fault in a request that has none.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'executeTransferRecommendation' }],
    change: insteadOf('recommendationNotApproved', 'executeTransferRecommendation', () => {
      throw refuse('requestInvalid', { issues: [{ in: 'path', path: 'recommendationId', message: 'must be the id of an approved one' }] })
    }),
  },
  'write/approval-not-kept': {
    harm: 'An approval is answered with 200 and forgotten, and its transfer is never made.',
    breaks: [{ rule: 'write/transition-carried-out', operation: 'approveTransferRecommendation' }],
    change: store('recommendations', 'update', (right) => async (recommendation) => {
      if (recommendation.status !== 'APPROVED') await right(recommendation)
    }),
  },
  'write/approved-twice': {
    harm: 'A second approval succeeds and puts its comment over that of the one who decided.',
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
    harm: 'A draft is published without a result, and the plan is empty.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'publishForecastScenario' }],
    change: within('publishForecastScenario', ({ forecastScenarios, ...inner }) => ({
      ...inner,
      forecastScenarios: taking(forecastScenarios, 'DRAFT', 'GENERATED'),
    })),
  },
  'write/archived-scenario-edited': {
    harm: 'What was archived is edited, and comes back as a draft.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'updateForecastScenario' }],
    change: within('updateForecastScenario', ({ forecastScenarios, ...inner }) => ({
      ...inner,
      forecastScenarios: taking(forecastScenarios, 'ARCHIVED', 'DRAFT'),
    })),
  },
  'write/generation-refused-without-reason': {
    harm: 'A client cannot tell that a scenario is past generating from any other conflict.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'generateForecastScenario' }],
    change: insteadOf('scenarioNotDraft', 'generateForecastScenario', (_input, error) => {
      throw withoutReason(error)
    }),
  },
  'write/generation-changes-nothing': {
    harm: 'Generating answers 200 with a result that is not kept, so the scenario can never be published.',
    breaks: [{ rule: 'write/transition-carried-out', operation: 'generateForecastScenario' }],
    change: store('forecastScenarios', 'update', (right) => async (scenario) => {
      if (scenario.status !== 'GENERATED') await right(scenario)
    }),
  },
  'write/edited-scenario-still-generated': {
    harm: 'A generated scenario that is edited stays ready to be published, with a result that was computed from something else.',
    breaks: [{ rule: 'write/transition-carried-out', operation: 'updateForecastScenario' }],
    change: store('forecastScenarios', 'update', (right, { store: { forecastScenarios } }) => async (scenario) => {
      const before = await forecastScenarios.find(scenario.id)
      if (before?.status !== 'GENERATED' || scenario.status !== 'DRAFT') return right(scenario)
      const { status, result, generatedAt } = before
      return right({ ...scenario, status, result, generatedAt })
    }),
  },
  'write/shipped-transfer-not-cancelled': {
    harm: 'A transfer that was lost on its way can never be cancelled, and its stock stays reserved.',
    breaks: [{ rule: 'write/transition-carried-out', operation: 'updateTransfer' }],
    change: handler('updateTransfer', (right) => async (input) => {
      const present = await input.store.transfers.find(input.params.transferId)
      if (present?.status === 'SHIPPED' && input.body.status === 'CANCELLED') throw refuse('transferStateForbids')
      return right(input)
    }),
  },
  'write/open-count-completed': {
    harm: 'A count is completed before anything was counted.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'completeCycleCount' }],
    change: within('completeCycleCount', ({ cycleCounts, ...inner }) => ({
      ...inner,
      cycleCounts: taking(cycleCounts, 'OPEN', 'IN_PROGRESS'),
    })),
  },
  'write/completed-count-reopened': {
    harm: 'Lines that arrive after the end open the count again, and its variances are booked twice.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'recordCycleCountLines' }],
    change: within('recordCycleCountLines', ({ cycleCounts, ...inner }) => ({
      ...inner,
      cycleCounts: taking(cycleCounts, 'COMPLETED', 'IN_PROGRESS'),
    })),
  },
  'write/revoked-key-rotated': {
    harm: 'A key that was revoked because it leaked comes back to life with a new secret.',
    breaks: [{ rule: 'write/forbidden-transition-refused', operation: 'rotateApiKey' }],
    change: within('rotateApiKey', ({ keys, ...inner }) => ({ ...inner, keys: unrevoked(keys) })),
  },
  'write/revoked-again': {
    harm: 'Revoking a key a second time succeeds and dates it anew, so the log no longer tells until when it was misused.',
    breaks: [{ rule: 'write/transition-happens-once', operation: 'revokeApiKey' }],
    change: within('revokeApiKey', ({ keys, ...inner }) => ({ ...inner, keys: unrevoked(keys) })),
  },
  'write/step-clears-comment': {
    harm: 'What was noted on a transfer is gone as soon as it is submitted, since the statement sets all columns of the form.',
    breaks: [{ rule: 'write/rest-stays-as-it-was' }],
    change: handler('updateTransfer', (right) => async (input) => {
      const answer = await right(input)
      const data = { ...answer.data, comment: input.body.comment ?? null }
      await input.store.transfers.update(data)
      return { ...answer, data }
    }),
  },
  'write/rotation-sets-an-end': {
    harm: 'A key that was to last for good stops a month after its secret was rotated, since it is dated like a new one.',
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
