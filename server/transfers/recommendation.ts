import type { Recommendation } from '../store/transfers-store.ts'

/** The recommendation with a decision, at `time`. */
export function decided(
  recommendation: Recommendation,
  status: 'APPROVED' | 'REJECTED',
  comment: string | null,
  time: string,
): Recommendation {
  return { ...recommendation, status, comment, updatedAt: time, decidedAt: time }
}

/** The recommendation after its execution as a transfer, at `time`. */
export function executed(recommendation: Recommendation, transferId: string, time: string): Recommendation {
  return { ...recommendation, status: 'EXECUTED', transferId, updatedAt: time, executedAt: time }
}
