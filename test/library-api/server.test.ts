import { validate } from '@hyperjump/json-schema/openapi-3-1'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pointer, readContract, valueAt, type Operation, type Response as Described } from '../../spec/contract.ts'
import { embeddedExamples } from '../embedded-examples.ts'
import { openValidator } from '../validator.ts'
import { story } from './demo.ts'
import { deviations } from './deviations.ts'
import { libraryDocument, prefix } from './document.ts'
import { startLibrary, type Library, type LibraryOptions } from './server.ts'

/** The document without what says of a property that it is unique: to a strict validator that is a keyword that checks nothing. */
const plain = JSON.parse(JSON.stringify(libraryDocument, (name, value: unknown) => (name === 'x-unique' ? undefined : value))) as object
const contract = readContract(libraryDocument)
const operations = Object.values(contract.operations)
const faultsOf = openValidator(plain)
const textFaultsOf = openValidator(plain, { fromText: true })

/** More than a test sends. */
const ample = { perMinute: 1000, perHour: 10_000 }

/** What is in a body; a test looks into it as a client does. */
type Json = ReturnType<typeof JSON.parse>

interface Sent {
  readonly key?: string | null
  readonly json?: unknown
  readonly text?: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

interface Got {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: Json
}

async function send(
  { baseUrl, keys }: Library,
  method: string,
  path: string,
  { key = keys.main, json, text, headers = {} }: Sent = {},
): Promise<Got> {
  const content = json === undefined ? text : JSON.stringify(json)
  const response = await fetch(baseUrl + path, {
    method,
    headers: {
      ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
      ...(content === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(content === undefined ? {} : { body: content as string }),
  })
  const got = await response.text()
  return { status: response.status, headers: response.headers, text: got, body: got === '' ? undefined : JSON.parse(got) }
}

/** The operation that a request is for, if the contract has it. */
function operationOf(method: string, path: string): Operation | undefined {
  const segments = path.replace(/\?.*/s, '').split('/')
  return operations.find((operation) => {
    const templates = operation.path.split('/')
    return (
      operation.method === (method === 'HEAD' ? 'GET' : method) &&
      templates.length === segments.length &&
      templates.every((each, index) => each.startsWith('{') || each === segments[index])
    )
  })
}

/** How an answer breaks what the contract says of it. */
function breaches(method: string, path: string, { status, headers, body, text }: Got): string[] {
  const operation = operationOf(method, path)
  const described: Described | undefined = operation?.responses[status]
  if (operation !== undefined && described === undefined && status !== 405) return [`${status} is not documented`]
  const wrongBody = method === 'HEAD' ? (text === '' ? [] : ['HEAD has a body']) : faultsOf(described?.pointer ?? contract.error, body)
  const wrongHeaders = (described?.headers ?? []).flatMap(({ name, pointer: at }) => {
    const value = headers.get(name)
    return value === null ? [`no ${name}`] : textFaultsOf(at, value).map((fault) => `${name} ${fault}`)
  })
  const always = ['X-Request-Id', 'X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset', 'Date'].filter(
    (name) => !headers.has(name),
  )
  const fixed = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', 'Content-Type': 'application/json; charset=utf-8' }
  const unfixed = Object.entries(fixed).filter(([name, value]) => headers.get(name) !== value)
  return [
    ...wrongBody,
    ...wrongHeaders,
    ...always,
    ...unfixed.map(([name]) => name),
    ...(status >= 400 && method !== 'HEAD' && body.details.requestId !== headers.get('X-Request-Id') ? ['another requestId'] : []),
    ...(contract.codes[status] !== undefined && method !== 'HEAD' && body.details.code !== contract.codes[status] ? ['another code'] : []),
  ]
}

describe('the document', () => {
  test('is OpenAPI 3.1, with schemas in the 2020-12 dialect', async () => {
    const check = await validate('https://spec.openapis.org/oas/3.1/schema-draft-2020-12')
    const output = check(JSON.parse(JSON.stringify(libraryDocument)), 'BASIC')
    expect(output.valid ? [] : (output.errors ?? []).map(({ instanceLocation }) => instanceLocation)).toEqual([])
  })

  test('has examples of every parameter, body, response and header, and they keep their schemas', () => {
    const examples = embeddedExamples(plain)
    const faults = examples.map(({ at, schema, value }) => [at, faultsOf(schema, value)] as const).filter(([, wrong]) => wrong.length > 0)
    expect(Object.fromEntries(faults)).toEqual({})
    const described = new Set(examples.map(({ schema }) => schema))
    const expected = operations.flatMap(({ parameters, body, responses }) => [
      ...[...parameters, ...(body === undefined ? [] : [body])].map((each) => each.pointer),
      ...Object.values(responses).flatMap((response) => [response, ...response.headers].map((each) => each.pointer)),
    ])
    expect(expected.filter((each) => !described.has(each))).toEqual([])
  })

  test('refers to its own components only, and uses every one of them', () => {
    const references = [...JSON.stringify(libraryDocument).matchAll(/"(?:\$ref|[A-Z_]+)":"(#[^"]*|[^"]*\.yaml)"/g)].map(
      ([, each = '']) => each,
    )
    expect(references.filter((each) => valueAt(libraryDocument, each.slice(1)) === undefined)).toEqual([])
    const { securitySchemes: _, ...components } = valueAt(libraryDocument, '/components') as Record<string, object>
    const all = Object.entries(components).flatMap(([kind, named]) =>
      Object.keys(named).map((name) => `#${pointer('components', kind, name)}`),
    )
    // No operation can declare the errors of unknown paths and methods.
    expect(all.filter((each) => !references.includes(each))).toEqual(['#/components/schemas/ApiError'])
  })

  test('reads as a contract of this style', () => {
    expect(operations.map(({ id }) => id)).toEqual([
      ...['listBooks', 'createBook', 'getBook', 'updateBook', 'deleteBook', 'listCopies', 'createCopy', 'getCopy', 'removeCopy'],
      ...['listBranches', 'listLoans', 'createLoan', 'getLoan', 'replaceLoan', 'advanceLoan'],
    ])
    expect(contract.lists.map(({ id, list: { defaultLimit, maxLimit } }) => [id, defaultLimit, maxLimit])).toEqual(
      ['listBooks', 'listCopies', 'listBranches', 'listLoans'].map((id) => [id, 20, 100]),
    )
    expect(contract.lists.filter(({ list }) => !list.filters.some(({ name }) => name === 'id'))).toEqual([])
    expect(Object.keys(contract.sources).sort()).toEqual(
      operations
        .filter(({ path }) => path.includes('{'))
        .map(({ id }) => id)
        .sort(),
    )
    expect(contract.stateMachines.map(({ parameter, read, states }) => ({ parameter, read, states }))).toEqual([
      { parameter: 'loanId', read: 'getLoan', states: ['OPEN', 'RENEWED', 'RETURNED', 'LOST'] },
    ])
  })

  test('says what is unique, where creations lead and what a key looks like', () => {
    const unique = ['Book', 'Copy'].flatMap((name) => {
      const properties = valueAt(libraryDocument, `/components/schemas/${name}/properties`) as Record<string, { 'x-unique'?: string[] }>
      return Object.entries(properties).flatMap(([property, { 'x-unique': within }]) =>
        within === undefined ? [] : [[name, property, within]],
      )
    })
    expect(unique).toEqual([
      ['Book', 'isbn', []],
      ['Copy', 'shelfMark', ['branchId']],
    ])
    const locations = operations.flatMap(({ path, method }) => {
      const found = valueAt(libraryDocument, pointer('paths', path, method.toLowerCase(), 'responses', 201, 'x-location'))
      return found === undefined ? [] : [found]
    })
    expect(locations).toEqual(['/books', '/copies', '/loans'].map((path) => `${path}/{$response.body#/data/id}`))
    expect(valueAt(libraryDocument, '/x-rate-limits')).toEqual([
      { requests: 60, seconds: 60 },
      { requests: 600, seconds: 3600 },
    ])
  })
})

const exampleOf = (name: string, { parameters }: Operation): string => String(parameters.find((each) => each.name === name)?.example)
const pathOf = (operation: Operation): string => operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => exampleOf(name, operation))

/** A server that keeps the contract, for the tests of one group. */
function opened(options: LibraryOptions = { limits: ample }) {
  let library: Library | undefined
  const tested = {
    get server(): Library {
      return library!
    },
    /** Sends, and wants an answer that is as documented. */
    ask: async (method: string, path: string, sent?: Sent): Promise<Got> => {
      const got = await send(tested.server, method, path, sent)
      expect(breaches(method, path, got), `${method} ${path} ${got.status}`).toEqual([])
      return got
    },
  }
  beforeAll(async () => {
    library = await startLibrary(options)
  })
  afterAll(() => library?.close())
  return tested
}

describe('every example of the contract', () => {
  test.each(operations.map((operation) => [operation.id, operation] as const))(
    'of %s succeeds with the demo data',
    async (_id, operation) => {
      for (const json of operation.body === undefined ? [undefined] : Object.values(operation.body.examples)) {
        const library = await startLibrary()
        try {
          const path = pathOf(operation)
          const got = await send(library, operation.method, path, { json })
          expect(got.status).toBe(operation.success.status)
          expect(breaches(operation.method, path, got)).toEqual([])
          if (json !== undefined && operation.transitions.length === 0) expect(got.body.data).toMatchObject(json as object)
          const location = valueAt(
            libraryDocument,
            pointer('paths', operation.path, operation.method.toLowerCase(), 'responses', 201, 'x-location'),
          )
          if (location !== undefined) {
            expect(got.headers.get('Location')).toBe(prefix + (location as string).replace(/\{.*\}/, got.body.data.id))
            const made = await send(library, 'GET', got.headers.get('Location')!.slice(prefix.length))
            expect(made.body.data).toEqual(got.body.data)
          }
        } finally {
          await library.close()
        }
      }
    },
  )
})

describe('the lists', () => {
  const { ask } = opened()
  const lists = contract.lists.map((operation) => [operation.id, operation] as const)

  test.each(lists)('%s has more than two rows, and every filter finds something by its example', async (_id, { path, list }) => {
    const { body } = await ask('GET', `${path}?limit=100`)
    expect(body.pagination.total).toBeGreaterThan(path === '/books' ? 20 : 2)
    expect(body.data).toHaveLength(body.pagination.total)
    for (const { name, example } of list.filters) {
      const found = await ask('GET', `${path}?${name}=${encodeURIComponent(String(example))}`)
      expect(found.body.pagination.total, name).toBeGreaterThan(0)
      if (list.columns.includes(name)) expect(found.body.data.filter((row: Json) => row[name] !== example)).toEqual([])
      const nothing = await ask('GET', `${path}?${name}=no_such_${name}`)
      expect(nothing.status === 400 || nothing.body.pagination.totalPages === 0, name).toBe(true)
    }
  })

  test.each(lists)('%s sorts by every field in both directions, and a walk shows every row once', async (_id, { path, list }) => {
    const total = (await ask('GET', path)).body.pagination.total
    for (const field of list.sort?.fields ?? []) {
      const [up, down] = await Promise.all(
        ['asc', 'desc'].map((order) => ask('GET', `${path}?limit=100&sortBy=${field}&sortOrder=${order}`)),
      )
      expect(down!.body.data).toEqual([...up!.body.data].reverse())
      const values = up!.body.data.map((row: Json) => row[field])
      const known = values.filter((each: unknown) => each !== null)
      expect(values.slice(0, known.length)).toEqual(known)
      const isInOrder = (each: string | number, index: number) =>
        index === 0 ||
        (typeof each === 'number' ? known[index - 1] <= each : Buffer.compare(Buffer.from(known[index - 1]), Buffer.from(each)) <= 0)
      expect(known.every(isInOrder), field).toBe(true)
    }
    const ids: string[] = []
    for (let page = 1; page <= Math.ceil(total / 3); page += 1) {
      const { body } = await ask('GET', `${path}?limit=3&page=${page}`)
      expect(body.pagination).toEqual({ page, pageSize: 3, total, totalPages: Math.ceil(total / 3) })
      ids.push(...body.data.map(({ id }: { id: string }) => id))
    }
    expect(new Set(ids).size).toBe(total)
    expect((await ask('GET', `${path}?page=1000`)).body).toEqual({
      data: [],
      pagination: { page: 1000, pageSize: 20, total, totalPages: Math.ceil(total / 20) },
    })
  })

  test.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'limit=1.5',
    'limit=',
    'page=0',
    'limit=1&limit=1',
    'sortBy=colour',
    'sortOrder=up',
    'colour=red',
    'colour=%ff',
  ])('?%s is refused', async (query) => {
    const { status, body } = await ask('GET', `/loans?${query}`)
    expect([status, body.details.issues.map((each: Json) => [each.in, each.path])]).toEqual([400, [['query', query.split('=')[0]]]])
  })

  test('filters combine, and what they count agrees with the books', async () => {
    const { body } = await ask('GET', '/books?limit=100')
    for (const book of body.data) {
      const of = async (more: string) => (await ask('GET', `/copies?bookId=${book.id}${more}`)).body.pagination.total
      expect([book.copyCount, book.availableCopyCount]).toEqual([await of(''), await of('&availability=AVAILABLE')])
    }
    const loans = (await ask('GET', '/loans?limit=100')).body.data
    expect(new Set(loans.map(({ status }: Json) => status))).toEqual(new Set(['OPEN', 'RENEWED', 'RETURNED', 'LOST']))
    expect(loans.map(({ daysLate }: Json) => daysLate).filter((each: unknown) => each !== null)).toEqual([0, 5, 0])
  })
})

describe('a refusal', () => {
  const tested = opened()
  const { ask } = tested
  const book = { isbn: 'TEST-1', title: 'A test', author: 'A tester' }

  test('says 401 and why, and challenges', async () => {
    const { keys } = tested.server
    const reasons = async (headers: Readonly<Record<string, string>>) => {
      const { status, headers: got, body } = await ask('GET', '/no/such/path', { key: null, headers })
      return [status, body.details.reason, got.get('WWW-Authenticate')?.includes('error="invalid_token"')]
    }
    expect(await reasons({})).toEqual([401, 'MISSING_AUTHORIZATION', false])
    expect(await reasons({ Authorization: 'Basic abc' })).toEqual([401, 'INVALID_API_KEY', false])
    expect(await reasons({ Authorization: 'Bearer' })).toEqual([401, 'INVALID_API_KEY', false])
    expect(await reasons({ Authorization: `Bearer ${keys.main.slice(0, -1)}` })).toEqual([401, 'INVALID_API_KEY', true])
    expect(await reasons({ Authorization: `Bearer ${keys.revoked}` })).toEqual([401, 'REVOKED_API_KEY', true])
    expect(await reasons({ Authorization: `Bearer ${keys.expired}` })).toEqual([401, 'EXPIRED_API_KEY', true])
    expect((await ask('GET', '/books', { key: null, headers: { Authorization: `bEARER  ${keys.main}` } })).status).toBe(200)
  })

  test('tells what a key lacks, before anything else is looked at', async () => {
    for (const { id, method, path, permissions } of operations) {
      const unknown = path.replaceAll(/\{\w+\}/g, 'no_such_id')
      const sent = { key: tested.server.keys.unprivileged, ...(contract.operations[id]?.body === undefined ? {} : { text: '{' }) }
      const { status, body } = await ask(method, `${unknown}?colour=red`, sent)
      expect([status, body.details.reason, body.details.requiredPermissions]).toEqual([403, 'INSUFFICIENT_SCOPE', permissions])
    }
  })

  test('is the same for an unknown and a foreign id, and a write on one does nothing', async () => {
    const { other } = tested.server.keys
    const first = async (path: string) => (await ask('GET', `${path}?limit=1`, { key: other })).body.data[0]
    const foreign = { bookId: await first('/books'), copyId: await first('/copies'), loanId: await first('/loans') }
    for (const operation of operations.filter(({ path }) => path.includes('{'))) {
      const json = Object.values(operation.body?.examples ?? {})[0]
      const answers = await Promise.all(
        ['no_such_id', '0', 'x'.repeat(300), "' OR 1=1", 'foreign'].map(async (id) => {
          const path = operation.path.replace(/\{(\w+)\}/, (_, name: keyof typeof foreign) =>
            encodeURIComponent(id === 'foreign' ? foreign[name].id : id),
          )
          const got = await ask(operation.method, path, { json })
          return got.text.replaceAll(/req_\w+/g, '')
        }),
      )
      expect(new Set(answers)).toEqual(new Set(['{"error":"No such resource.","details":{"code":"NOT_FOUND","requestId":""}}']))
    }
    expect({ bookId: await first('/books'), copyId: await first('/copies'), loanId: await first('/loans') }).toEqual(foreign)
    for (const [path, name] of [
      ['/copies', 'bookId'],
      ['/loans', 'copyId'],
      ['/books', 'id'],
    ] as const) {
      const id = foreign[name === 'id' ? 'bookId' : name].id
      expect((await ask('GET', `${path}?${name}=${id}`)).body.data).toEqual([])
    }
    const copy = { bookId: foreign.bookId.id, branchId: story.branch, shelfMark: 'X 1' }
    const refused = await ask('POST', '/copies', { json: copy })
    expect(refused.body.details).toMatchObject({ reason: 'UNKNOWN_REFERENCE', issues: [{ in: 'body', path: '/bookId' }] })
    expect((await ask('POST', '/loans', { json: { copyId: foreign.copyId.id, borrower: 'B', dueOn: '2026-09-22' } })).status).toBe(400)
  })

  test('names a path that is unknown, and the methods of one that is not', async () => {
    expect((await ask('GET', '/nowhere')).status).toBe(404)
    expect((await ask('GET', '/books/%zz')).status).toBe(404)
    expect((await ask('GET', '/books/')).status).toBe(404)
    const allowed = async (method: string, path: string) => {
      const { status, headers } = await ask(method, path)
      return [status, headers.get('Allow')]
    }
    expect(await allowed('DELETE', '/books')).toEqual([405, 'GET, HEAD, POST'])
    expect(await allowed('OPTIONS', `/books/${story.book}`)).toEqual([405, 'GET, HEAD, PATCH, DELETE'])
    expect(await allowed('POST', `/loans/${story.loan}`)).toEqual([405, 'GET, HEAD, PUT'])
    expect(await allowed('GET', `/loans/${story.loan}/advance`)).toEqual([405, 'POST'])
    expect(await allowed('POST', '/branches')).toEqual([405, 'GET, HEAD'])
  })

  test('tells what is wrong with a body, and creates nothing', async () => {
    const refusal = async (sent: Sent) => {
      const { status, body } = await ask('POST', '/books', sent)
      return [status, body.details.reason, body.details.issues?.map(({ path }: Json) => path)]
    }
    expect(await refusal({ text: '' })).toEqual([400, 'MALFORMED_JSON', ['']])
    expect(await refusal({ text: '{' })).toEqual([400, 'MALFORMED_JSON', ['']])
    expect(await refusal({ text: '\uFEFF{}' })).toEqual([400, 'MALFORMED_JSON', ['']])
    expect(await refusal({ text: Uint8Array.of(0x22, 0xff, 0x22) })).toEqual([400, 'MALFORMED_JSON', ['']])
    expect(await refusal({ text: '['.repeat(200) + ']'.repeat(200) })).toEqual([400, undefined, ['']])
    expect(await refusal({ json: 'text' })).toEqual([400, undefined, ['']])
    expect(await refusal({ json: { ...book, title: '\ud800' } })).toEqual([400, undefined, ['']])
    expect(await refusal({ json: { title: 'A', author: 7 } })).toEqual([400, undefined, ['/isbn', '/author']])
    expect(await refusal({ json: { ...book, id: 'book_1' } })).toEqual([400, undefined, ['/id']])
    expect(await refusal({ text: `{"__proto__":{"a":1},${JSON.stringify(book).slice(1)}` })).toEqual([400, undefined, ['/__proto__']])
    expect(await refusal({ json: { ...book, kind: 'COMIC' } })).toEqual([400, undefined, ['/kind']])
    expect(await refusal({ json: { ...book, publishedYear: 999 } })).toEqual([400, undefined, ['/publishedYear']])
    expect(await refusal({ json: Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`a${index}`, 1])) })).toMatchObject([
      400,
      undefined,
      { length: 20 },
    ])
    const over = ' '.repeat(1024 * 1024 + 1)
    expect(await refusal({ text: over })).toEqual([413, undefined, undefined])
    expect(await refusal({ json: book, headers: { 'Content-Type': 'text/plain' } })).toEqual([415, undefined, undefined])
    expect(await refusal({ json: book, headers: { 'Content-Type': 'application/json; charset=latin1' } })).toEqual([
      415,
      undefined,
      undefined,
    ])
    expect(await refusal({ json: book, headers: { 'Content-Encoding': 'gzip' } })).toEqual([415, undefined, undefined])
    expect((await ask('GET', `/books?isbn=${book.isbn}`)).body.data).toEqual([])
    const accepted = await ask('POST', '/books', {
      json: { ...book, title: 'A \\ud83d 🦊' },
      headers: { 'Content-Type': 'Application/JSON;charset="UTF-8"' },
    })
    expect([accepted.status, accepted.body.data.title]).toEqual([201, 'A \\ud83d 🦊'])
  })
})

describe('a write', () => {
  const tested = opened()
  const { ask } = tested
  const make = async (path: string, json: object, key?: string): Promise<Json> => {
    const { status, body } = await ask('POST', path, { json, ...(key === undefined ? {} : { key }) })
    expect(status).toBe(201)
    return body.data
  }
  const read = async (path: string): Promise<Json> => (await ask('GET', path)).body.data
  const reason = async (method: string, path: string, json?: unknown): Promise<unknown> => {
    const { status, body } = await ask(method, path, { json })
    return status < 300 ? status : `${status} ${body.details.reason}`
  }

  test('of a book keeps its ISBN unique in the network, changes what was sent and deletes', async () => {
    const sent = { isbn: 'W-1', title: 'One', author: 'Author', publishedYear: 1999, description: 'About one' }
    const book = await make('/books', sent)
    expect(book).toMatchObject({ ...sent, kind: 'FICTION', language: 'EN', copyCount: 0, availableCopyCount: 0 })
    expect(await reason('POST', '/books', sent)).toBe('409 DUPLICATE')
    await make('/books', sent, tested.server.keys.other)
    const second = await make('/books', { ...sent, isbn: 'W-2' })
    expect(await reason('PATCH', `/books/${second.id}`, { isbn: 'W-1' })).toBe('409 DUPLICATE')
    expect(await reason('PATCH', `/books/${second.id}`, {})).toBe('400 undefined')
    expect(await reason('PATCH', `/books/${second.id}`, { title: 'Two', createdAt: book.createdAt })).toBe('400 undefined')
    expect(await read(`/books/${second.id}`)).toEqual(second)
    expect(await reason('PATCH', `/books/${second.id}`, { isbn: 'W-2' })).toBe(200)
    expect(await read(`/books/${second.id}`)).toEqual(second)
    expect(await reason('PATCH', `/books/${second.id}`, { title: 'Two', description: null })).toBe(200)
    const changed = await read(`/books/${second.id}`)
    expect(changed).toEqual({ ...second, title: 'Two', description: null, updatedAt: changed.updatedAt })
    expect(changed.updatedAt > second.updatedAt).toBe(true)
    expect((await ask('DELETE', `/books/${second.id}`)).body.data.id).toBe(second.id)
    expect((await ask('GET', `/books/${second.id}`)).status).toBe(404)
    expect((await ask('DELETE', `/books/${second.id}`)).status).toBe(404)
    expect((await ask('GET', '/books?isbn=W-2')).body.data).toEqual([])
  })

  test('of a loan goes through its states, and no other way', async () => {
    const book = await make('/books', { isbn: 'L-1', title: 'Lent', author: 'Author' })
    const made = async (shelfMark: string) => make('/copies', { bookId: book.id, branchId: story.branch, shelfMark })
    const step = (loan: Json, name: string) => reason('POST', `/loans/${loan.id}/advance`, { step: name })
    const ways = {
      OPEN: [],
      RENEWED: ['RENEW'],
      RETURNED: ['RENEW', 'RETURN'],
      LOST: ['LOSE'],
    } as const
    const allowed: Record<string, readonly string[]> = {
      OPEN: ['RENEW', 'RETURN', 'LOSE'],
      RENEWED: ['RETURN', 'LOSE'],
      RETURNED: [],
      LOST: [],
    }
    const shown = { OPEN: 'ON_LOAN', RENEWED: 'ON_LOAN', RETURNED: 'AVAILABLE', LOST: 'LOST' } as const
    for (const [status, way] of Object.entries(ways)) {
      for (const last of ['RENEW', 'RETURN', 'LOSE']) {
        const copy = await made(`L ${status} ${last}`)
        const loan = await make('/loans', { copyId: copy.id, borrower: 'Somebody', dueOn: '2026-09-22' })
        expect(loan).toMatchObject({ status: 'OPEN', bookId: book.id, note: null, daysLate: null })
        for (const each of way) expect(await step(loan, each)).toBe(200)
        const before = await read(`/loans/${loan.id}`)
        expect(before.status).toBe(status)
        expect((await read(`/copies/${copy.id}`)).availability).toBe(shown[status as keyof typeof shown])
        const isAllowed = allowed[status]?.includes(last) === true
        expect(await step(loan, last), `${status} ${last}`).toBe(isAllowed ? 200 : '409 INVALID_STATE')
        if (!isAllowed) expect(await read(`/loans/${loan.id}`)).toEqual(before)
      }
    }
    expect(await reason('DELETE', `/books/${book.id}`)).toBe('409 IN_USE')
    expect((await ask('POST', `/loans/${story.loan}/advance`, { json: { step: 'BURN' } })).status).toBe(400)
  })

  test('of a copy moves the counts of its book, and it is lent once', async () => {
    const book = await make('/books', { isbn: 'C-1', title: 'Counted', author: 'Author' })
    const copy = await make('/copies', { bookId: book.id, branchId: story.branch, shelfMark: 'C 1' })
    expect(await reason('POST', '/copies', { bookId: book.id, branchId: story.branch, shelfMark: 'C 1' })).toBe('409 DUPLICATE')
    await make('/copies', { bookId: book.id, branchId: story.otherBranch, shelfMark: 'C 1' })
    expect(await reason('POST', '/copies', { bookId: book.id, branchId: 'no_such', shelfMark: 'C 2' })).toBe('400 UNKNOWN_REFERENCE')
    const counts = async () => {
      const { copyCount, availableCopyCount } = await read(`/books/${book.id}`)
      return [copyCount, availableCopyCount]
    }
    expect(await counts()).toEqual([2, 2])
    const lending = { copyId: copy.id, borrower: 'Somebody', dueOn: '2020-01-01', note: 'A note' }
    const loan = await make('/loans', lending)
    expect(await counts()).toEqual([2, 1])
    expect(await reason('POST', '/loans', lending)).toBe('409 UNAVAILABLE')
    expect(await reason('DELETE', `/copies/${copy.id}`)).toBe('409 IN_USE')
    expect((await ask('GET', `/loans?copyId=${copy.id}`)).body.pagination.total).toBe(1)

    expect(await reason('PUT', `/loans/${loan.id}`, { note: 'Only a note' })).toBe('400 undefined')
    expect(await reason('PUT', `/loans/${loan.id}`, { dueOn: '2020-02-30' })).toBe('400 undefined')
    expect((await ask('PUT', `/loans/${loan.id}`, { json: { dueOn: '2020-01-02' } })).body.data).toMatchObject({
      dueOn: '2020-01-02',
      note: null,
    })
    const settled = await read(`/loans/${loan.id}`)
    expect((await ask('PUT', `/loans/${loan.id}`, { json: { dueOn: '2020-01-02' } })).body.data).toEqual(settled)

    const back = await ask('POST', `/loans/${loan.id}/advance`, { json: { step: 'RETURN' } })
    expect(back.body.data.daysLate).toBe(
      Math.floor(Date.parse(back.body.data.returnedAt) / 86_400_000) - Date.parse('2020-01-02') / 86_400_000,
    )
    expect(await counts()).toEqual([2, 2])
    expect(await reason('DELETE', `/copies/${copy.id}`)).toBe(200)
    expect((await ask('GET', `/copies/${copy.id}`)).status).toBe(404)
    expect(await counts()).toEqual([1, 1])
    expect(await reason('DELETE', `/books/${book.id}`)).toBe(200)
    expect((await ask('GET', `/copies?bookId=${book.id}`)).body.data).toEqual([])
    expect((await read(`/loans/${loan.id}`)).copyId).toBe(copy.id)
  })
})

describe('the limit', () => {
  let now = Date.parse('2026-10-01T12:00:00.250Z')
  const tested = opened({ clock: () => now })
  const stated = ({ status, headers }: Got) => [
    status,
    ...['Limit', 'Remaining', 'Reset'].map((name) => Number(headers.get(`X-RateLimit-${name}`))),
  ]
  const second = Math.floor(now / 1000)

  test('is sixty a minute for each key, and six hundred an hour; the headers describe the tighter one', async () => {
    const { keys } = tested.server
    const ask = (key: string | null) => tested.ask('GET', '/branches', { key })
    expect(stated(await ask(keys.exhaustible))).toEqual([200, 60, 59, second + 60])
    for (let left = 58; left >= 0; left -= 1) expect(stated(await ask(keys.exhaustible))).toEqual([200, 60, left, second + 60])
    now += 1000
    const refused = await ask(keys.exhaustible)
    expect(stated(refused)).toEqual([429, 60, 0, second + 60])
    expect([refused.headers.get('Retry-After'), refused.body.details.retryAfterSeconds]).toEqual(['59', 59])
    expect(stated(await tested.ask('GET', '/nowhere', { key: keys.exhaustible }))[0]).toBe(429)
    expect(stated(await ask(keys.main))).toEqual([200, 60, 59, second + 61])
    expect(stated(await ask(keys.other))).toEqual([200, 60, 59, second + 61])
    expect(stated(await ask(null))).toEqual([401, 600, 599, second + 61])
    for (let minute = 1; minute < 10; minute += 1) {
      now += 60_000
      for (let sent = 0; sent < 60; sent += 1) expect((await ask(keys.exhaustible)).status).toBe(200)
    }
    now += 60_000
    expect(stated(await ask(keys.exhaustible))).toEqual([429, 600, 0, second + 3600])
    now += 3_600_000
    expect((await ask(keys.exhaustible)).status).toBe(200)
  })

  test('is stated with HEAD too, which has the headers of GET and no body', async () => {
    const [get, head] = [
      await tested.ask('GET', '/books', { key: tested.server.keys.other }),
      await tested.ask('HEAD', '/books', { key: tested.server.keys.other }),
    ]
    expect([head.status, head.headers.get('Content-Length')]).toEqual([200, get.headers.get('Content-Length')])
    expect((await tested.ask('HEAD', '/books/no_such_id', { key: tested.server.keys.other })).status).toBe(404)
    expect((await tested.ask('HEAD', '/books', { key: null })).status).toBe(401)
  })
})

test('the keys have the format that the contract tells', async () => {
  const { pattern, unissued } = valueAt(libraryDocument, '/components/securitySchemes/ApiKey/x-key-format') as {
    pattern: string
    unissued: string
  }
  const library = await startLibrary()
  await library.close()
  const keys = Object.values(library.keys)
  expect(keys.filter((key) => !new RegExp(pattern).test(key) || key.startsWith(unissued))).toEqual([])
  expect(`${unissued}${'A'.repeat(24)}`).toMatch(new RegExp(pattern))
})

/** A tour of what a client may do and must not, as it was answered; ids that differ from server to server are told by when they first came. */
async function tour(options: LibraryOptions): Promise<string[]> {
  const now = Date.parse('2026-10-01T12:00:00Z')
  const library = await startLibrary({ limits: { perMinute: 90, perHour: 1000 }, clock: () => now, ...options })
  const { main, other, unprivileged, revoked, expired, exhaustible } = library.keys
  const told: string[] = []
  const names = new Map<string, string>()
  const ask = async (method: string, path: string, json?: unknown, key: string | null = main): Promise<Json> => {
    const got = await send(library, method, path, { json, key })
    const headers = [...got.headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name)).map((each) => each.join(': '))
    const text = [`${method} ${path}`, got.status, ...headers, got.text].join('\n')
    told.push(
      text.replaceAll(/(?:book|copy|branch|loan|req)_[a-z2-7]{16}/g, (id) => {
        names.set(id, names.get(id) ?? `id ${names.size}`)
        return names.get(id) ?? ''
      }),
    )
    return got.body
  }
  try {
    await ask('GET', '/books?limit=3&sortBy=publishedYear')
    await ask('GET', '/books?limit=3&page=2&sortBy=publishedYear&sortOrder=desc')
    await ask('GET', '/books?limit=101')
    await ask('GET', '/books?colour=red')
    await ask('GET', `/copies?branchId=${story.branch}`)
    await ask('GET', '/books', undefined, null)
    await ask('GET', '/books', undefined, unprivileged)
    await ask('GET', '/books', undefined, revoked)
    await ask('GET', '/books', undefined, expired)
    await ask('DELETE', '/books')
    const foreign = (await ask('GET', '/loans?limit=1', undefined, other)).data[0]
    await ask('GET', `/loans/${foreign.id}`)
    await ask('GET', `/copies/${foreign.copyId}`)
    const far = (await ask('POST', '/books', { isbn: 'F', title: 'Far', author: 'A' }, other)).data
    await ask('DELETE', `/books/${far.id}`)
    await ask('GET', `/books/${far.id}`, undefined, other)
    await ask('POST', '/copies', { bookId: far.id, branchId: story.branch, shelfMark: 'T 0' })
    const book = (await ask('POST', '/books', { isbn: 'T', title: 'Tour', author: 'A', description: 'A tour' })).data
    await ask('POST', '/books', { isbn: 'T', title: 'Again', author: 'A' })
    await ask('POST', '/books', { isbn: 'U', title: 'Again', author: 'A', colour: 'red' })
    await ask('PATCH', `/books/${book.id}`, { title: 'Another tour' })
    const copy = (await ask('POST', '/copies', { bookId: book.id, branchId: story.branch, shelfMark: 'T 1' })).data
    const loan = (await ask('POST', '/loans', { copyId: copy.id, borrower: 'B', dueOn: '2026-10-20', note: 'A note' })).data
    await ask('POST', '/loans', { copyId: copy.id, borrower: 'C', dueOn: '2026-10-20' })
    await ask('GET', `/loans?copyId=${copy.id}`)
    await ask('GET', `/books/${book.id}`)
    await ask('PUT', `/loans/${loan.id}`, { dueOn: '2026-10-21' })
    for (const step of ['RENEW', 'RENEW', 'RETURN', 'RETURN']) await ask('POST', `/loans/${loan.id}/advance`, { step })
    await ask('GET', `/loans/${loan.id}`)
    await ask('DELETE', `/books/${book.id}`)
    await ask('GET', `/books/${book.id}`)
    for (let sent = 0; sent <= 90; sent += 1) await ask('GET', '/branches?limit=1', undefined, exhaustible)
    return told
  } finally {
    await library.close()
  }
}

describe('a deviation', () => {
  let healthy: readonly string[] = []
  beforeAll(async () => {
    healthy = await tour({})
  })

  test('is none if the same is answered twice', async () => {
    expect(await tour({})).toEqual(healthy)
  })

  test.each(deviations.map((each) => [each.id, each] as const))('%s shows in an answer', async (_id, { id }) => {
    const told = await tour({ deviation: id })
    expect(told.filter((each, index) => each !== healthy[index])).not.toEqual([])
  })
})
