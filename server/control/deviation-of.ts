import type { Deviation } from '../deviations/deviation.ts'
import { ControlError } from './problem.ts'

/** The deviation with a name. Throws a `ControlError` if there is none. */
export async function deviationOf(name: string): Promise<Deviation> {
  const { deviationNamed } = await import('../deviations/index.ts')
  try {
    return deviationNamed(name)
  } catch (error) {
    if (error instanceof RangeError)
      throw new ControlError('INVALID', error.message.replace(/--list-deviations lists all (\d+)\.$/, '$1 deviations are available.'))
    throw error
  }
}
