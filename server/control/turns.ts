/** Runs work items one after the other, in the order in which they came. An item that fails does not keep the next one from running. */
export function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let latest: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = latest.then(work)
    latest = result.catch(() => undefined)
    return result
  }
}
