/** What somebody may have done to a journal, by accident or not. */

export interface Edit {
  readonly id: string
  /** What was done, in one sentence. */
  readonly tells: string
  readonly change: (journal: Journal) => string
  /** The command is told where the deployment is, since the journal does not say it any more. */
  readonly withTarget?: true
}

/** A journal that a run has left, and what is known of the deployment that it is of. */
export interface Journal {
  readonly text: string
  readonly target: string
  readonly tag: string
  /** Ids of what the run made, by table. */
  readonly own: Readonly<Record<string, readonly string[]>>
  /** Ids of others' things, by table. */
  readonly others: Readonly<Record<string, readonly string[]>>
  readonly elsewhere: string
}

/** Every line as an object, changed. */
const eachLine = (text: string, change: (line: Record<string, unknown>) => unknown): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : JSON.stringify(change(JSON.parse(line) as Record<string, unknown>))))
    .join('\n')

/** Every value of a property of that name, however deep. */
function everywhere(value: unknown, name: string, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => everywhere(each, name, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([each, inner]) => [each, each === name ? change(inner) : everywhere(inner, name, change)]),
  )
}

/** Every step gets a property that a run does not write there. */
const inSteps = (name: string, value: (journal: Journal) => unknown) => (journal: Journal) =>
  eachLine(journal.text, (line) => {
    const steps = Array.isArray(line['undo']) ? (line['undo'] as object[]).map((step) => ({ ...step, [name]: value(journal) })) : undefined
    return steps === undefined ? line : { ...line, undo: steps }
  })

const setting = (name: string, change: (value: unknown) => unknown) => (journal: Journal) =>
  eachLine(journal.text, (line) => everywhere(line, name, change))

/** Every id of what the run made, as a whole JSON text, becomes another. */
function ids(journal: Journal, other: (table: string, index: number) => unknown): string {
  const pairs = Object.entries(journal.own).flatMap(([table, own]) => own.map((id, index) => [id, other(table, index)] as const))
  return pairs.reduce((text, [id, value]) => text.replaceAll(JSON.stringify(id), JSON.stringify(value)), journal.text)
}

const idsBecome = (value: unknown) => (journal: Journal) => ids(journal, () => value)

/** Without the lines that say what was made, so that it has to be looked for. */
const forgotten = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line === '' || (JSON.parse(line) as { type?: unknown }).type !== 'made')
    .join('\n')

const tagBecomes = (tag: string) => (journal: Journal) => forgotten(journal.text).replaceAll(journal.tag, tag)

/** The authority alone: `127.0.0.1:4010`. */
const authority = (origin: string): string => origin.replace(/^\w+:\/\//, '')

const operationBecomes = (from: RegExp, to: string) =>
  setting('operation', (value) => (typeof value === 'string' ? value.replace(from, to) : value))

export const edits: readonly Edit[] = [
  { id: 'none', tells: 'Nothing was changed.', change: ({ text }) => text },
  {
    id: 'path/at-host',
    tells: 'Paths begin with "@" and another host, which makes the deployment a user name.',
    change: inSteps('path', (journal) => `@${authority(journal.elsewhere)}/products/{productId}`),
  },
  {
    id: 'path/slashes-host',
    tells: 'Paths begin with "//" and another host.',
    change: inSteps('path', (journal) => `//${authority(journal.elsewhere)}/products/{productId}`),
  },
  {
    id: 'path/port',
    tells: 'Paths make the port of the deployment longer, so that the address is another one.',
    change: inSteps('path', () => '0/products/{productId}'),
  },
  {
    id: 'path/address',
    tells: 'Paths are addresses of another host.',
    change: inSteps('path', (journal) => `${journal.elsewhere}/x`),
  },
  {
    id: 'path/stranger',
    tells: 'Paths name something of others in place of what the run made.',
    change: inSteps('path', (journal) => `/products/${journal.others['products']?.[0] ?? ''}`),
  },
  {
    id: 'path/list',
    tells: 'Paths lead to a list.',
    change: inSteps('path', () => '/products'),
  },
  { id: 'method/delete', tells: 'Every method is DELETE.', change: inSteps('method', () => 'DELETE') },
  {
    id: 'operation/another',
    tells: 'Operations are others than those that take the thing back.',
    change: operationBecomes(/^(delete|archive)\w+$/, 'revokeApiKey'),
  },
  {
    id: 'operation/unknown',
    tells: 'Operations are none of the contract.',
    change: operationBecomes(/^(delete|archive|revoke|update)\w+$/, 'deleteEverything'),
  },
  { id: 'id/dot-dot', tells: 'Ids are "..".', change: idsBecome('..') },
  { id: 'id/dot', tells: 'Ids are ".".', change: idsBecome('.') },
  { id: 'id/empty', tells: 'Ids are empty.', change: idsBecome('') },
  { id: 'id/null', tells: 'Ids are null.', change: idsBecome(null) },
  { id: 'id/short', tells: 'Ids are "3", which something of others is called.', change: idsBecome('3') },
  { id: 'id/number', tells: 'Ids are 3, as a number.', change: idsBecome(3) },
  {
    id: 'id/slash',
    tells: 'Ids climb to something of others.',
    change: (journal) => ids(journal, (table) => `x/../${journal.others[table]?.[0] ?? '3'}`),
  },
  {
    id: 'id/stranger',
    tells: 'Ids are those of others, of the same kind.',
    change: (journal) => ids(journal, (table, index) => journal.others[table]?.[index] ?? '3'),
  },
  {
    id: 'id/missing',
    tells: 'Of what was made nothing is kept.',
    change: (journal) => eachLine(journal.text, (line) => (line['type'] === 'made' ? { type: 'made', id: line['id'] } : line)),
  },
  { id: 'made/lost', tells: 'What was made is not told, so that it has to be looked for.', change: ({ text }) => forgotten(text) },
  { id: 'tag/short', tells: 'The tag is "3".', change: tagBecomes('3') },
  { id: 'tag/common', tells: 'The tag is "conf-".', change: tagBecomes('conf-') },
  { id: 'tag/empty', tells: 'The tag is empty.', change: tagBecomes('') },
  { id: 'tag/of-others', tells: 'The tag is the text of something of others.', change: tagBecomes('conf-lamp') },
  {
    id: 'target/elsewhere',
    tells: 'The journal says that it is of another deployment, and the command is told otherwise.',
    change: (journal) => journal.text.replaceAll(JSON.stringify(journal.target), JSON.stringify(journal.elsewhere)),
    withTarget: true,
  },
  {
    id: 'format/earlier',
    tells: 'A journal of the format 1.1, whose ids are those of others.',
    change: (journal) => earlier(journal),
  },
]

/** A journal as the format 1.1 has it, whatever the format is now: three things that a run of then says it made. */
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
