/** The data of the kill matrix, as the page and its script exchange it. Numbers are places in `rules` and `operations`. */
export interface MatrixData {
  readonly areas: readonly { readonly id: string; readonly title: string }[]
  readonly operations: readonly string[]
  readonly rules: readonly {
    readonly id: string
    readonly level: string
    readonly title: string
    readonly anchor: string
    readonly page: string
  }[]
  readonly deviations: readonly {
    readonly id: string
    readonly harm: string
    readonly planted: string
    readonly anchor: string
    /** The rules that must fail. */
    readonly named: readonly number[]
    /** The rules that must fail, but did not for each required operation. */
    readonly missed: readonly number[]
    /** The failed rules with their operations; -1 is the server as a whole. */
    readonly kills: readonly (readonly [rule: number, operations: readonly number[]])[]
  }[]
}
