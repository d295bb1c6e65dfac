/** One violation of each rule and one response that meets it, as committed data for the pages about the rules. */

/** A request and its response as HTTP messages in text, shortened to what the rule is about. `…` stands for what is left out. */
export interface Message {
  /** Request line, headers and body. Keys are named by the variables of the suite: `Authorization: Bearer $CONFORMANCE_KEY`. */
  readonly request: string
  /** Status line, the headers that the rule is about, and body. */
  readonly response: string
}

export interface Example {
  readonly rule: string
  /** The deviation of the reference server that gave the failing response. */
  readonly deviation: string
  readonly expected: string
  readonly seen: string
  readonly fails: Message
  readonly passes: Message
}

/** The examples as text, one line each, so that diffs are easy to read. */
export const written = (examples: readonly Example[]): string =>
  `[\n${examples.map((each) => `  ${JSON.stringify(each)}`).join(',\n')}\n]\n`

/** Ids that the server draws, times, and numbers that depend on the time. They differ between two runs. */
const volatile =
  /(?<=retry-?after(?:seconds)?\W+)\d+|(?<=[a-z]_)[a-z0-9]{20}\b|\d{4}-\d\d-\d\dT[\d:.]+Z?|\b\d{9,}\b|\b[a-z]{3}, \d\d [a-z]{3} \d{4} [\d:]+ GMT/gi

/** The text with `/app` in place of the folder in which the server ran, which stack traces name. */
export const relocated = (text: string): string => text.replaceAll(/(?:\/[\w.-]+)+(?=\/(?:server|spec|node_modules)\/)/g, '/app')

/** The text without what differs between two runs. */
export const steady = (text: string): string => text.replaceAll(volatile, '#')

/** The examples, each replaced by the earlier one if both differ only in what always differs between two runs. */
export function settled(made: readonly Example[], earlier: readonly Example[]): Example[] {
  const known = new Map(earlier.map((each) => [steady(JSON.stringify(each)), each]))
  return made.map((each) => known.get(steady(JSON.stringify(each))) ?? each)
}
