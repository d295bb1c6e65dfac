/** The identity of findings, by which reports of different runs are compared. */

/** Gives every verdict of a report an id that depends only on its rule, its operation, and what it is about. */
export class FindingIds {
  readonly #used = new Map<string, number>()

  /** Returns `rule:operation` or `rule:operation:about`, without characters that a shell interprets. Equal ones are numbered. */
  next({ rule, operation, about }: { readonly rule: string; readonly operation: string | null; readonly about?: string }): string {
    const words = about === undefined ? [] : [about.replaceAll(/[^\w./-]+/g, '-').replaceAll(/^-+|-+$/g, '')]
    const id = [rule, operation ?? 'deployment', ...words].join(':')
    const count = (this.#used.get(id) ?? 0) + 1
    this.#used.set(id, count)
    return count === 1 ? id : `${id}:${count}`
  }
}
