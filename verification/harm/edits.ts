/** Ways to edit a journal, by accident or on purpose. */

export interface Edit {
  readonly id: string
  /** The edit in one sentence. */
  readonly tells: string
  readonly change: (journal: Journal) => string
  /** Passes the deployment to the command with `--target`, because the edited journal no longer names it. */
  readonly withTarget?: true
}

/** A journal that a run has left, with facts about its deployment. */
export interface Journal {
  readonly text: string
  readonly target: string
  readonly tag: string
  /** Ids of the resources created by the run, by table. */
  readonly own: Readonly<Record<string, readonly string[]>>
  /** Ids of other clients' resources, by table. */
  readonly others: Readonly<Record<string, readonly string[]>>
  readonly elsewhere: string
}

/** Changes every line as an object. */
const eachLine = (text: string, change: (line: Record<string, unknown>) => unknown): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : JSON.stringify(change(JSON.parse(line) as Record<string, unknown>))))
    .join('\n')

/** Changes every value of a property with that name, at any depth. */
function everywhere(value: unknown, name: string, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => everywhere(each, name, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([each, inner]) => [each, each === name ? change(inner) : everywhere(inner, name, change)]),
  )
}

/** Sets a property that a run does not write in every step. */
const inSteps = (name: string, value: (journal: Journal) => unknown) => (journal: Journal) =>
  eachLine(journal.text, (line) => {
    const steps = Array.isArray(line['undo']) ? (line['undo'] as object[]).map((step) => ({ ...step, [name]: value(journal) })) : undefined
    return steps === undefined ? line : { ...line, undo: steps }
  })

const setting = (name: string, change: (value: unknown) => unknown) => (journal: Journal) =>
  eachLine(journal.text, (line) => everywhere(line, name, change))

/** Replaces the ids of all resources created by the run, where they are complete JSON strings. */
function ids(journal: Journal, other: (table: string, index: number) => unknown): string {
  const pairs = Object.entries(journal.own).flatMap(([table, own]) => own.map((id, index) => [id, other(table, index)] as const))
  return pairs.reduce((text, [id, value]) => text.replaceAll(JSON.stringify(id), JSON.stringify(value)), journal.text)
}

const idsBecome = (value: unknown) => (journal: Journal) => ids(journal, () => value)

/** Removes the lines that name created resources, so that the clean-up has to search for them. */
const forgotten = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line === '' || (JSON.parse(line) as { type?: unknown }).type !== 'made')
    .join('\n')

const tagBecomes = (tag: string) => (journal: Journal) => forgotten(journal.text).replaceAll(journal.tag, tag)

/** Host and port only: `127.0.0.1:4010`. */
const authority = (origin: string): string => origin.replace(/^\w+:\/\//, '')

const operationBecomes = (from: RegExp, to: string) =>
  setting('operation', (value) => (typeof value === 'string' ? value.replace(from, to) : value))

export const edits: readonly Edit[] = [
  { id: 'none', tells: 'Nothing is changed.', change: ({ text }) => text },
  {
    id: 'path/at-host',
    tells: 'Paths begin with "@" and another host, which turns the deployment into a user name.',
    change: inSteps('path', (journal) => `@${authority(journal.elsewhere)}/products/{productId}`),
  },
  {
    id: 'path/slashes-host',
    tells: 'Paths begin with "//" and another host.',
    change: inSteps('path', (journal) => `//${authority(journal.elsewhere)}/products/{productId}`),
  },
  {
    id: 'path/port',
    tells: 'Paths add digits to the port of the deployment, which changes the address.',
    change: inSteps('path', () => '0/products/{productId}'),
  },
  {
    id: 'path/address',
    tells: 'Paths are URLs of another host.',
    change: inSteps('path', (journal) => `${journal.elsewhere}/x`),
  },
  {
    id: 'path/stranger',
    tells: 'Paths name resources of other clients instead of those created by the run.',
    change: inSteps('path', (journal) => `/products/${journal.others['products']?.[0] ?? ''}`),
  },
  {
    id: 'path/list',
    tells: 'Paths name a list.',
    change: inSteps('path', () => '/products'),
  },
  { id: 'method/delete', tells: 'Every method is DELETE.', change: inSteps('method', () => 'DELETE') },
  {
    id: 'operation/another',
    tells: 'Operations are not the ones that clean up the resource.',
    change: operationBecomes(/^(delete|archive)\w+$/, 'revokeApiKey'),
  },
  {
    id: 'operation/unknown',
    tells: 'Operations are not in the contract.',
    change: operationBecomes(/^(delete|archive|revoke|update)\w+$/, 'deleteEverything'),
  },
  { id: 'id/dot-dot', tells: 'Ids are "..".', change: idsBecome('..') },
  { id: 'id/dot', tells: 'Ids are ".".', change: idsBecome('.') },
  { id: 'id/empty', tells: 'Ids are empty.', change: idsBecome('') },
  { id: 'id/null', tells: 'Ids are null.', change: idsBecome(null) },
  { id: 'id/short', tells: 'Ids are "3", the id of a resource of another client.', change: idsBecome('3') },
  { id: 'id/number', tells: 'Ids are 3, as a number.', change: idsBecome(3) },
  {
    id: 'id/slash',
    tells: 'Ids traverse to a resource of another client.',
    change: (journal) => ids(journal, (table) => `x/../${journal.others[table]?.[0] ?? '3'}`),
  },
  {
    id: 'id/stranger',
    tells: "Ids are those of other clients' resources of the same kind.",
    change: (journal) => ids(journal, (table, index) => journal.others[table]?.[index] ?? '3'),
  },
  {
    id: 'id/missing',
    tells: 'Nothing is kept about the created resources.',
    change: (journal) => eachLine(journal.text, (line) => (line['type'] === 'made' ? { type: 'made', id: line['id'] } : line)),
  },
  {
    id: 'made/lost',
    tells: 'The created resources are not named, so the clean-up has to search for them.',
    change: ({ text }) => forgotten(text),
  },
  { id: 'tag/short', tells: 'The tag is "3".', change: tagBecomes('3') },
  { id: 'tag/common', tells: 'The tag is "conf-".', change: tagBecomes('conf-') },
  { id: 'tag/empty', tells: 'The tag is empty.', change: tagBecomes('') },
  { id: 'tag/of-others', tells: 'The tag is a text of another client.', change: tagBecomes('conf-lamp') },
  {
    id: 'target/elsewhere',
    tells: 'The journal names another deployment than the option --target.',
    change: (journal) => journal.text.replaceAll(JSON.stringify(journal.target), JSON.stringify(journal.elsewhere)),
    withTarget: true,
  },
  {
    id: 'format/earlier',
    tells: "A journal of format 1.1 with ids of other clients' resources.",
    change: (journal) => earlier(journal),
  },
]

/** A journal in format 1.1, independent of the current format, with three created resources. */
function earlier({ target, tag, others }: Journal): string {
  const thing = (index: number, operation: string, undo: string, path: string, param: string, table: string): object[] => [
    {
      type: 'make',
      id: `000000000000000${index}`,
      operation,
      undo: [{ operation: undo, method: 'DELETE', path, params: { [param]: { pointer: '/data/id' } } }],
    },
    { type: 'made', id: `000000000000000${index}`, values: { '/data/id': others[table]?.[index] ?? '3' } },
  ]
  return [
    { type: 'run', format: '1.1', target, tag, startedAt: '2026-06-01T08:00:00.000Z' },
    ...thing(1, 'createProduct', 'deleteProduct', '/products/{productId}', 'productId', 'products'),
    ...thing(2, 'createForecastEvent', 'deleteForecastEvent', '/forecast/events/{eventId}', 'eventId', 'forecastEvents'),
    ...thing(3, 'createForecastScenario', 'archiveForecastScenario', '/forecast/scenarios/{scenarioId}', 'scenarioId', 'forecastScenarios'),
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('')
}
