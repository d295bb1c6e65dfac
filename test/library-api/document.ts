/**
 * The contract of a network of public libraries: an OpenAPI 3.1 document of one piece, in the style of the contract of this project. Long, as it is
 * one document.
 */
import { story } from './demo.ts'

type Node = Readonly<Record<string, unknown>>
type Group = 'Catalogue' | 'Circulation'
type Permission = 'catalogue:read' | 'catalogue:edit' | 'circulation:read' | 'circulation:run'

const refer = (kind: string, name: string, beside: Node = {}): Node => ({ $ref: `#/components/${kind}/${name}`, ...beside })
const schema = (name: string, beside: Node = {}): Node => refer('schemas', name, beside)
const named = <Value>(names: readonly string[], value: (name: string) => Value): Record<string, Value> =>
  Object.fromEntries(names.map((name) => [name, value(name)]))

const requestId = 'req_7h2k9m4pqz3w'

// ---------------------------------------------------------------------------------------------------------------- values

const text = (description: string, example: string, most: number, more: Node = {}): Node => ({
  type: 'string',
  description,
  minLength: 1,
  maxLength: most,
  ...more,
  examples: [example],
})
const notBlank = { pattern: '\\S' }
const choice = (description: string, ...values: readonly [string, ...string[]]): Node => ({
  type: 'string',
  description,
  enum: values,
  examples: [values[0]],
})
const count = (description: string, example: number, minimum = 0, maximum = 1_000_000_000): Node => ({
  type: 'integer',
  description,
  minimum,
  maximum,
  examples: [example],
})
const moment = { format: 'date-time', pattern: 'Z$', minLength: 20, maxLength: 30 }
const momentOrNull = (description: string): Node => ({ type: ['string', 'null'], description, ...moment, examples: [null] })
const object = (description: string, properties: Node, optional: readonly string[] = []): Node => ({
  type: 'object',
  description,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
})
/** What a client sends: nothing but this. */
const closed = (description: string, required: readonly string[], properties: Node, more: Node = {}): Node => ({
  type: 'object',
  description,
  ...(required.length > 0 ? { required } : {}),
  additionalProperties: false,
  ...more,
  properties,
})

const written = { createdAt: schema('Timestamp'), updatedAt: schema('Timestamp') }
const bookProperties = ['title', 'author', 'kind', 'language', 'publishedYear', 'description']
const schemaOfBook: Readonly<Record<string, string>> = {
  title: 'BookTitle',
  author: 'Author',
  kind: 'BookKind',
  language: 'Language',
  publishedYear: 'PublishedYear',
  description: 'BookDescription',
}
const bookDefaults: Readonly<Record<string, unknown>> = { kind: 'FICTION', language: 'EN', publishedYear: null, description: null }
const describedBook = named(bookProperties, (name) => schema(schemaOfBook[name] ?? ''))

const code = (value: string): Node => ({
  type: 'string',
  description: 'Tells this kind of error from the others.',
  const: value,
  examples: [value],
})
const details = (description: string, value: string, properties: Node = {}, optional: readonly string[] = []): Node =>
  object(description, { code: code(value), ...properties, requestId: schema('RequestId') }, optional)

const seconds = (description: string): Node => count(description, 30, 0, 3600)

const detailSchemas: Readonly<Record<string, Node>> = {
  ValidationErrorDetails: details(
    'A parameter or the body is not as documented.',
    'VALIDATION_ERROR',
    {
      reason: choice('Set where the body is no JSON, or names something that does not exist.', 'UNKNOWN_REFERENCE', 'MALFORMED_JSON'),
      issues: {
        type: 'array',
        description: 'Every place that is wrong; of more than 20, the first 20.',
        minItems: 1,
        maxItems: 20,
        items: schema('Issue'),
      },
    },
    ['reason'],
  ),
  UnauthorizedDetails: details('No key was sent, or it is not valid.', 'UNAUTHORIZED', {
    reason: choice(
      '`MISSING_AUTHORIZATION`: no `Authorization` header. `INVALID_API_KEY`: malformed or unknown. The others: known, and no longer valid.',
      'INVALID_API_KEY',
      'MISSING_AUTHORIZATION',
      'REVOKED_API_KEY',
      'EXPIRED_API_KEY',
    ),
  }),
  ForbiddenDetails: details('The key is valid, but lacks a permission.', 'FORBIDDEN', {
    reason: choice('`INSUFFICIENT_SCOPE`: the key lacks permissions.', 'INSUFFICIENT_SCOPE'),
    requiredPermissions: {
      type: 'array',
      description: 'The permissions that are needed and that the key lacks.',
      maxItems: 10,
      uniqueItems: true,
      items: schema('Permission'),
    },
  }),
  NotFoundDetails: details('Nothing has this id, or there is no such path.', 'NOT_FOUND'),
  MethodNotAllowedDetails: details('The path does not know the method.', 'METHOD_NOT_ALLOWED'),
  ConflictDetails: details('The request is as documented, but the state of things forbids it.', 'CONFLICT', {
    reason: choice(
      '`DUPLICATE`: something with this unique value exists. `INVALID_STATE`: not in the present state. `IN_USE`: a borrower has it. ' +
        '`UNAVAILABLE`: the copy is on loan or lost.',
      'DUPLICATE',
      'INVALID_STATE',
      'IN_USE',
      'UNAVAILABLE',
    ),
  }),
  PayloadTooLargeDetails: details('The body is over 1 MiB.', 'PAYLOAD_TOO_LARGE'),
  UnsupportedMediaTypeDetails: details('The body is not sent as `application/json`.', 'UNSUPPORTED_MEDIA_TYPE'),
  RateLimitExceededDetails: details('A rate limit is reached.', 'RATE_LIMIT_EXCEEDED', {
    retryAfterSeconds: seconds('Seconds until a request can succeed again, as in `Retry-After`.'),
  }),
  InternalErrorDetails: details('The server failed; nothing of its inside is told.', 'INTERNAL_ERROR'),
  ServiceUnavailableDetails: details(
    'The server cannot answer for now.',
    'SERVICE_UNAVAILABLE',
    { retryAfterSeconds: seconds('Seconds after which it is worth trying again, as in `Retry-After`.') },
    ['retryAfterSeconds'],
  ),
}

const schemas: Readonly<Record<string, Node>> = {
  Timestamp: { type: 'string', description: 'A moment, RFC 3339 in UTC.', ...moment, examples: ['2026-09-01T08:00:00.000Z'] },
  BookId: text('Id of a book.', story.book, 64),
  CopyId: text('Id of a copy.', story.copy, 64),
  BranchId: text('Id of a branch.', story.branch, 64),
  LoanId: text('Id of a loan.', story.loan, 64),
  Isbn: text('The ISBN, or where a book has none, a number of the network’s own; letters, digits and `-`.', '978-0-14-143960-0', 64, {
    pattern: '^[0-9A-Za-z][0-9A-Za-z-]*$',
  }),
  BookTitle: text('Title of the book, not blank.', 'Persuasion', 200, notBlank),
  Author: text('Who wrote it, not blank.', 'Jane Austen', 200, notBlank),
  BookKind: choice('Where in the library it belongs.', 'FICTION', 'NON_FICTION', 'CHILDREN', 'REFERENCE'),
  Language: choice('Language of the text, ISO 639-1 in upper case.', 'EN', 'DE', 'FR', 'PL', 'TR'),
  PublishedYear: {
    type: ['integer', 'null'],
    description: 'Year in which it first appeared; `null` if nobody knows.',
    minimum: 1000,
    maximum: 2100,
    examples: [1817],
  },
  BookDescription: {
    type: ['string', 'null'],
    description: 'What it is about; `null` for nothing to say.',
    maxLength: 2000,
    examples: ['A second chance, eight years later'],
  },
  ShelfMark: text('Where a branch keeps the copy, not blank.', 'FIC 01.1', 64, notBlank),
  Availability: choice(
    'Derived from the loans of the copy. `ON_LOAN`: one of them is `OPEN` or `RENEWED`. `LOST`: one of them is `LOST`. `AVAILABLE`: neither.',
    'AVAILABLE',
    'ON_LOAN',
    'LOST',
  ),
  Borrower: text('Who has the copy, not blank.', 'Karin Claasen', 100, notBlank),
  DueOn: {
    type: 'string',
    description: 'Last day of the loan, in UTC.',
    format: 'date',
    minLength: 10,
    maxLength: 10,
    examples: ['2026-09-22'],
  },
  LoanNote: {
    type: ['string', 'null'],
    description: 'What the staff should know; `null` for nothing.',
    maxLength: 500,
    examples: ['By telephone'],
  },
  LoanStatus: choice(
    '`OPEN`: the borrower has the copy. `RENEWED`: the same, for the second time. `RETURNED` and `LOST` are final.',
    'OPEN',
    'RENEWED',
    'RETURNED',
    'LOST',
  ),
  LoanStep: choice('`RENEW` an open loan; `RETURN` or `LOSE` one that is open or renewed.', 'RENEW', 'RETURN', 'LOSE'),

  Book: object('A title that the network has, whether or not it has a copy.', {
    id: schema('BookId'),
    isbn: schema('Isbn', { 'x-unique': [] }),
    ...describedBook,
    copyCount: count('Copies that the network has of it, those on loan and lost included.', 2),
    availableCopyCount: count('How many of them are `AVAILABLE`.', 2),
    ...written,
  }),
  BookCreate: closed('A book to create.', ['isbn', 'title', 'author'], {
    isbn: schema('Isbn'),
    ...named(bookProperties, (name) => schema(schemaOfBook[name] ?? '', name in bookDefaults ? { default: bookDefaults[name] } : {})),
  }),
  BookUpdate: closed(
    'What to change of a book. A property left out stays as it is.',
    [],
    { isbn: schema('Isbn'), ...describedBook },
    { minProperties: 1 },
  ),
  Copy: object('One copy of a book, which a branch has.', {
    id: schema('CopyId'),
    bookId: schema('BookId'),
    branchId: schema('BranchId'),
    shelfMark: schema('ShelfMark', { 'x-unique': ['branchId'] }),
    availability: schema('Availability'),
    ...written,
  }),
  CopyCreate: closed('A copy to put on a shelf.', ['bookId', 'branchId', 'shelfMark'], {
    bookId: schema('BookId'),
    branchId: schema('BranchId'),
    shelfMark: schema('ShelfMark'),
  }),
  Branch: object('A place where the network lends books. Branches are opened and closed by the town, not by this API.', {
    id: schema('BranchId'),
    name: text('Name of the branch.', 'Central Library', 100),
    city: { type: ['string', 'null'], description: 'Where it is; `null` if it moves.', maxLength: 100, examples: ['Riverside'] },
    ...written,
  }),
  Loan: object('That somebody has, or had, a copy. It stays when the copy or the book is gone.', {
    id: schema('LoanId'),
    status: schema('LoanStatus'),
    copyId: schema('CopyId'),
    bookId: schema('BookId', { description: 'What the copy is, or was, a copy of.' }),
    borrower: schema('Borrower'),
    dueOn: schema('DueOn'),
    note: schema('LoanNote'),
    renewedAt: momentOrNull('When it was renewed; `null` if it never was.'),
    returnedAt: momentOrNull('When the copy came back; `null` if it has not.'),
    lostAt: momentOrNull('When the copy was found to be lost; `null` if it was not.'),
    daysLate: {
      type: ['integer', 'null'],
      description: 'Days from `dueOn` to the day of `returnedAt`, 0 if it came back in time; `null` unless it has come back.',
      minimum: 0,
      maximum: 4_000_000,
      examples: [null],
    },
    ...written,
  }),
  LoanCreate: closed('A copy to lend.', ['copyId', 'borrower', 'dueOn'], {
    copyId: schema('CopyId'),
    borrower: schema('Borrower'),
    dueOn: schema('DueOn'),
    note: schema('LoanNote', { default: null }),
  }),
  LoanReplace: closed('What of a loan can be set, as it is to be. A note left out is none.', ['dueOn'], {
    dueOn: schema('DueOn'),
    note: schema('LoanNote', { default: null }),
  }),
  LoanAdvance: closed('The next step of a loan.', ['step'], { step: schema('LoanStep') }),
  Deletion: object('What was deleted.', {
    id: text('Id of what was deleted.', story.book, 64),
    deletedAt: schema('Timestamp'),
  }),

  Pagination: object('Where a page stands in its list.', {
    page: count('Number of this page as asked for.', 1, 1, 1_000_000),
    pageSize: count('Most items a page has; the `limit` that was applied.', 20, 1, 100),
    total: count('Items that match the filters over all pages.', 24),
    totalPages: count('`total` divided by `pageSize`, rounded up.', 2),
  }),
  Permission: choice('What an operation needs.', 'catalogue:read', 'catalogue:edit', 'circulation:read', 'circulation:run'),
  RequestId: text("The value of the response's `X-Request-Id`.", requestId, 64),
  Issue: object('One place of a request that is not as documented.', {
    in: choice('The part of the request.', 'body', 'query', 'path', 'header'),
    path: {
      type: 'string',
      description: 'In the body, a JSON pointer (RFC 6901), empty for the whole of it; elsewhere, the name of the parameter or header.',
      maxLength: 512,
      examples: ['/isbn'],
    },
    message: text('What was expected there.', 'must be a string', 512),
  }),
  ErrorMessage: text('What is wrong, as a sentence for people. Programs read `details.code`.', 'No such resource.', 1000),
  ApiError: object('The body of every error.', { error: schema('ErrorMessage'), details: schema('ErrorDetails') }),
  ErrorDetails: {
    description: 'What a program needs to know of an error; `code` says which members there are.',
    discriminator: {
      propertyName: 'code',
      mapping: Object.fromEntries(
        Object.entries(detailSchemas).map(([name, { properties }]) => [
          (properties as { readonly code: { readonly const: string } }).code.const,
          `#/components/schemas/${name}`,
        ]),
      ),
    },
    oneOf: Object.keys(detailSchemas).map((name) => schema(name)),
  },
  ...detailSchemas,
}

// --------------------------------------------------------------------------------------------------------------- headers

const header = (description: string, value: Node, example: unknown): Node => ({ description, required: true, schema: value, example })
const whole = (minimum: number, maximum: number): Node => ({ type: 'integer', minimum, maximum })
const line = (most: number, more: Node = {}): Node => ({ type: 'string', ...more, minLength: 1, maxLength: most })

const headers: Readonly<Record<string, Node>> = {
  'X-Request-Id': header('Identifies this exchange. Errors repeat it in `details.requestId`.', line(64), requestId),
  'X-RateLimit-Limit': header('Requests allowed in the window that has the fewest left.', whole(1, 1_000_000), 60),
  'X-RateLimit-Remaining': header('Requests left in that window.', whole(0, 1_000_000), 59),
  'X-RateLimit-Reset': header('When that window ends, as Unix time in whole seconds.', whole(0, 253_402_300_799), 1_788_249_660),
  'Cache-Control': header('Answers to a key are not to be stored (RFC 9111 §5.2.2.5).', { type: 'string', const: 'no-store' }, 'no-store'),
  'WWW-Authenticate': header(
    'The challenge (RFC 6750 §3), with an `error` attribute only if a key was sent.',
    line(512),
    'Bearer realm="Public Library API"',
  ),
  'Retry-After': header('Seconds to wait before the next try.', whole(0, 3600), 30),
  Location: header('Address of what was created.', line(2048, { format: 'uri-reference' }), `/library/v1/books/${story.book}`),
}

const carried = ['X-Request-Id', 'X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset']
const withHeaders = (...more: readonly string[]): Node => named([...carried, ...more], (name) => refer('headers', name))

// ---------------------------------------------------------------------------------------------------------------- errors

const example = (summary: string, value: unknown): Node => ({ summary, value })
const content = (value: Node, examples: Node): Node => ({ 'application/json': { schema: value, examples } })

/** A response that all operations share: its examples are sentences, by name, with what the details have besides. */
const failure = (
  description: string,
  of: string,
  examples: Readonly<Record<string, readonly [summary: string, error: string, details?: Node]>>,
  carries: Node = withHeaders('Cache-Control'),
): Node => {
  const { properties } = detailSchemas[of] as { readonly properties: { readonly code: { readonly const: string } } }
  const body = object('The body of this error.', { error: schema('ErrorMessage'), details: schema(of) })
  const values = Object.entries(examples).map(([name, [summary, error, more = {}]]) => [
    name,
    example(summary, { error, details: { code: properties.code.const, ...more, requestId } }),
  ])
  return { description, headers: carries, content: content(body, Object.fromEntries(values) as Node) }
}

const invalid = 'The request is not as documented.'
const responses: Readonly<Record<string, Node>> = {
  BadRequest: failure('A parameter is not as documented.', 'ValidationErrorDetails', {
    invalidParameter: ['A parameter outside its range', invalid, { issues: [{ in: 'query', path: 'limit', message: 'must be <= 100' }] }],
  }),
  BadRequestBody: failure('A parameter or the body is not as documented.', 'ValidationErrorDetails', {
    invalidBody: ['A property is missing', invalid, { issues: [{ in: 'body', path: '/isbn', message: 'must be present' }] }],
    malformedJson: [
      'A body that is no JSON',
      'The body is not JSON.',
      { reason: 'MALFORMED_JSON', issues: [{ in: 'body', path: '', message: 'must be one JSON value' }] },
    ],
    unknownReference: [
      'A branch that does not exist',
      'The body refers to something that does not exist.',
      { reason: 'UNKNOWN_REFERENCE', issues: [{ in: 'body', path: '/branchId', message: 'names nothing' }] },
    ],
  }),
  Unauthorized: failure(
    'No key was sent, or it is not valid.',
    'UnauthorizedDetails',
    { missingKey: ['No key', 'This request needs an API key in the Authorization header.', { reason: 'MISSING_AUTHORIZATION' }] },
    withHeaders('WWW-Authenticate'),
  ),
  Forbidden: failure('The key may not do this.', 'ForbiddenDetails', {
    missingPermission: [
      'A key without the permission',
      'This API key lacks a permission that the operation needs.',
      { reason: 'INSUFFICIENT_SCOPE', requiredPermissions: ['catalogue:edit'] },
    ],
  }),
  NotFound: failure('Nothing has this id.', 'NotFoundDetails', {
    unknownId: ['An id that names nothing of this network', 'No such resource.'],
  }),
  Conflict: failure('The state of things forbids it; `reason` says why.', 'ConflictDetails', {
    duplicate: ['A unique value that is taken', 'A book with this ISBN exists already.', { reason: 'DUPLICATE' }],
    invalidState: ['A loan that has ended', 'The status of the loan does not allow this step.', { reason: 'INVALID_STATE' }],
    inUse: ['A copy that somebody has', 'A borrower has this copy.', { reason: 'IN_USE' }],
    unavailable: ['A copy that cannot be lent', 'This copy is on loan or lost.', { reason: 'UNAVAILABLE' }],
  }),
  PayloadTooLarge: failure('The body is over 1 MiB.', 'PayloadTooLargeDetails', {
    tooLarge: ['A body over the limit', 'The body is larger than 1048576 bytes.'],
  }),
  UnsupportedMediaType: failure('The body is not sent as `application/json`.', 'UnsupportedMediaTypeDetails', {
    wrongType: ['A body of another type', 'The body must be sent as application/json.'],
  }),
  TooManyRequests: failure(
    'A rate limit is reached.',
    'RateLimitExceededDetails',
    { minuteSpent: ['Sixty requests within the minute', 'The rate limit is reached.', { retryAfterSeconds: 30 }] },
    {
      ...withHeaders('Cache-Control', 'Retry-After'),
      'X-RateLimit-Remaining': header('None are left.', { type: 'integer', const: 0 }, 0),
    },
  ),
  InternalServerError: failure('The server failed.', 'InternalErrorDetails', {
    failure: ['A failure of the server', 'The server failed to answer.'],
  }),
  ServiceUnavailable: failure(
    'The server cannot answer for now.',
    'ServiceUnavailableDetails',
    { overload: ['Too much to do', 'The service is not available for now.', { retryAfterSeconds: 5 }] },
    withHeaders('Cache-Control', 'Retry-After'),
  ),
}

// ------------------------------------------------------------------------------------------------------------ parameters

const query = (name: string, description: string, value: Node, shown: unknown): Node => ({
  name,
  in: 'query',
  description,
  schema: value,
  example: shown,
})
const idParameter = (name: string, of: string, shown: string): Node => ({
  name,
  in: 'path',
  required: true,
  description: `Id of the ${of}.`,
  schema: { type: 'string', minLength: 1, maxLength: 64 },
  example: shown,
})
const sortOrder = (initial: 'asc' | 'desc'): Node =>
  query(
    'sortOrder',
    'Direction of the order; `null` is last in ascending order.',
    { type: 'string', enum: ['asc', 'desc'], default: initial },
    initial,
  )

const parameters: Readonly<Record<string, Node>> = {
  Page: query('page', 'Number of the page, from 1.', { ...whole(1, 1_000_000), default: 1 }, 1),
  Limit: query('limit', 'Items per page.', { ...whole(1, 100), default: 20 }, 20),
  SortOrder: sortOrder('asc'),
  SortOrderDescending: sortOrder('desc'),
  BookId: idParameter('bookId', 'book', story.book),
  CopyId: idParameter('copyId', 'copy', story.copy),
  LoanId: idParameter('loanId', 'loan', story.loan),
}

const paged = (sorts: readonly string[], order: 'SortOrder' | 'SortOrderDescending'): Node[] => [
  refer('parameters', 'Page'),
  refer('parameters', 'Limit'),
  query('sortBy', 'Field to order by.', { type: 'string', enum: sorts, default: sorts[0] }, sorts[0]),
  refer('parameters', order),
]

// ------------------------------------------------------------------------------------------------------------ operations

type Links = Readonly<Record<string, readonly [description: string, parameters: Node, body?: Node]>>

interface Description {
  readonly id: string
  readonly group: Group
  readonly summary: string
  readonly description: string
  readonly permission: Permission
  readonly parameters?: readonly Node[]
  readonly body?: { readonly schema: string; readonly examples: Node }
  readonly success: { readonly description: string; readonly schema: string; readonly summary: string; readonly value: unknown }
  /** Of what the answer shows, by where in the answer it is. */
  readonly links?: (at: string) => Links
  readonly hasId?: true
  readonly conflicts?: true
  readonly transitions?: readonly Node[]
  /** Where what was made is found. */
  readonly location?: string
}

const linkNodes = (links: Links): Node =>
  Object.fromEntries(
    Object.entries(links).map(([operationId, [description, values, body]]) => [
      operationId,
      {
        operationId,
        description,
        ...(Object.keys(values).length > 0 ? { parameters: values } : {}),
        ...(body === undefined ? {} : { requestBody: body }),
      },
    ]),
  )

function operation(about: Description): Node {
  const { id, group, summary, description, permission, parameters: taken, body, success, links, location } = about
  const isList = id.startsWith('list')
  const data = schema(success.schema)
  const list = { type: 'array', description: 'The items of the page.', maxItems: 100, items: data }
  const envelope = isList
    ? { type: 'object', required: ['data', 'pagination'], properties: { data: list, pagination: schema('Pagination') } }
    : { type: 'object', required: ['data'], properties: { data } }
  const shown = isList ? { data: [success.value], pagination: { page: 1, pageSize: 20, total: 1, totalPages: 1 } } : { data: success.value }
  const status = location === undefined ? '200' : '201'
  const shared: Readonly<Record<string, string | false>> = {
    400: body === undefined ? 'BadRequest' : 'BadRequestBody',
    401: 'Unauthorized',
    403: 'Forbidden',
    404: about.hasId === true && 'NotFound',
    409: about.conflicts === true && 'Conflict',
    413: body !== undefined && 'PayloadTooLarge',
    415: body !== undefined && 'UnsupportedMediaType',
    429: 'TooManyRequests',
    500: 'InternalServerError',
    503: 'ServiceUnavailable',
  }
  return {
    operationId: id,
    tags: [group],
    summary,
    description,
    'x-stability': 'stable',
    'x-provenance': 'designed',
    ...(about.transitions === undefined ? {} : { 'x-transitions': about.transitions }),
    security: [{ ApiKey: [permission] }],
    ...(taken === undefined ? {} : { parameters: taken }),
    ...(body === undefined ? {} : { requestBody: { required: true, content: content(schema(body.schema), body.examples) } }),
    responses: {
      [status]: {
        description: success.description,
        headers: withHeaders('Cache-Control', ...(location === undefined ? [] : ['Location'])),
        content: content(envelope, { success: example(success.summary, shown) }),
        ...(links === undefined ? {} : { links: linkNodes(links(isList ? '/data/0' : '/data')) }),
        ...(location === undefined ? {} : { 'x-location': location }),
      },
      ...Object.fromEntries(Object.entries(shared).flatMap(([each, name]) => (name === false ? [] : [[each, refer('responses', name)]]))),
    },
  }
}

const value = (at: string, name = 'id'): string => `$response.body#${at}/${name}`

const bookLinks = (at: string): Links => ({
  getBook: ['Read the book.', { bookId: value(at) }],
  updateBook: ['Change the book.', { bookId: value(at) }],
  deleteBook: ['Delete the book.', { bookId: value(at) }],
  createCopy: ['Put a copy of it on a shelf.', {}, { bookId: value(at) }],
})
const copyLinks = (at: string): Links => ({
  getCopy: ['Read the copy.', { copyId: value(at) }],
  removeCopy: ['Take the copy out.', { copyId: value(at) }],
  createLoan: ['Lend it, if it is available.', {}, { copyId: value(at) }],
})
const loanLinks = (at: string): Links => ({
  getLoan: ['Read the loan.', { loanId: value(at) }],
  replaceLoan: ['Set its day and note.', { loanId: value(at) }],
  advanceLoan: ['Renew it, or end it.', { loanId: value(at) }],
})

const times = { createdAt: '2026-09-01T08:00:00.000Z', updatedAt: '2026-09-01T08:00:00.000Z' }
const persuasion = {
  id: story.book,
  isbn: '978-0-14-143960-0',
  title: 'Persuasion',
  author: 'Jane Austen',
  kind: 'FICTION',
  language: 'EN',
  publishedYear: 1817,
  description: 'A second chance, eight years later',
  copyCount: 2,
  availableCopyCount: 2,
  ...times,
}
const emma = { isbn: '978-0-14-143958-7', title: 'Emma', author: 'Jane Austen', publishedYear: 1815 }
const shelved = { bookId: story.otherBook, branchId: story.otherBranch, shelfMark: 'FIC 03.7' }
const copy = { id: story.copy, bookId: story.book, branchId: story.branch, shelfMark: 'FIC 01.1', availability: 'AVAILABLE', ...times }
const lent = { copyId: story.copy, borrower: 'Karin Claasen', dueOn: '2026-09-22' }
const loan = {
  id: story.loan,
  status: 'OPEN',
  copyId: story.lentCopy,
  bookId: story.lentBook,
  borrower: 'Karin Claasen',
  dueOn: '2026-09-22',
  note: 'Reserved for the reading circle afterwards',
  renewedAt: null,
  returnedAt: null,
  lostAt: null,
  daysLate: null,
  ...times,
}
const later = '2026-09-10T09:15:00.000Z'
const filter = {
  id: (name: string, of: string, shown: string): Node =>
    query(name, `Only what is of this ${of}.`, schema(`${of[0]?.toUpperCase()}${of.slice(1)}Id`), shown),
  self: (of: string, shown: string): Node =>
    query('id', `Only the ${of} with this id.`, schema(`${of[0]?.toUpperCase()}${of.slice(1)}Id`), shown),
}

const paths = {
  '/books': {
    get: operation({
      id: 'listBooks',
      group: 'Catalogue',
      summary: 'List books',
      description: 'The books of the network.',
      permission: 'catalogue:read',
      parameters: [
        ...paged(['createdAt', 'updatedAt', 'title', 'author', 'publishedYear'], 'SortOrder'),
        filter.self('book', story.book),
        query('isbn', 'Only the book with this ISBN.', schema('Isbn'), '978-0-14-143960-0'),
        query('kind', 'Only books of this kind.', schema('BookKind'), 'FICTION'),
        query('language', 'Only books in this language.', schema('Language'), 'EN'),
        query(
          'search',
          'Only books whose title or author contains this text; ASCII letters match in either case.',
          { type: 'string', minLength: 1, maxLength: 100 },
          'austen',
        ),
      ],
      success: { description: 'A page of books.', schema: 'Book', summary: 'One book', value: persuasion },
      links: bookLinks,
    }),
    post: operation({
      id: 'createBook',
      group: 'Catalogue',
      summary: 'Create a book',
      description: 'Creates a book, of which there is no copy yet. Its ISBN must not be taken by another book of the network.',
      permission: 'catalogue:edit',
      body: { schema: 'BookCreate', examples: { emma: example('Another novel', emma) } },
      success: {
        description: 'The book that was created.',
        schema: 'Book',
        summary: 'The novel',
        value: {
          ...persuasion,
          id: 'book_q3mzk7wdx2nhpv5c',
          ...emma,
          description: null,
          copyCount: 0,
          availableCopyCount: 0,
        },
      },
      links: bookLinks,
      conflicts: true,
      location: '/books/{$response.body#/data/id}',
    }),
  },
  '/books/{bookId}': {
    parameters: [refer('parameters', 'BookId')],
    get: operation({
      id: 'getBook',
      group: 'Catalogue',
      summary: 'Get a book',
      description: 'One book, by its id.',
      permission: 'catalogue:read',
      success: { description: 'The book.', schema: 'Book', summary: 'The novel', value: persuasion },
      hasId: true,
    }),
    patch: operation({
      id: 'updateBook',
      group: 'Catalogue',
      summary: 'Update a book',
      description:
        'Changes the properties that are sent, and only those. `null` clears a property that may be `null`; the ISBN must not be taken by another book. ' +
        'A request that changes nothing leaves `updatedAt` as it is; what changes the counts of its copies moves it too.',
      permission: 'catalogue:edit',
      body: { schema: 'BookUpdate', examples: { retitle: example('A new title', { title: 'Persuasion, with Letters' }) } },
      success: {
        description: 'The book as it is now.',
        schema: 'Book',
        summary: 'The novel under its new title',
        value: { ...persuasion, title: 'Persuasion, with Letters', updatedAt: later },
      },
      hasId: true,
      conflicts: true,
    }),
    delete: operation({
      id: 'deleteBook',
      group: 'Catalogue',
      summary: 'Delete a book',
      description:
        'Deletes a book for good, and its copies with it. While a copy of it is on loan it is refused with 409, `reason: IN_USE`. Loans that have ended stay.',
      permission: 'catalogue:edit',
      success: {
        description: 'What was deleted.',
        schema: 'Deletion',
        summary: 'The novel is gone',
        value: { id: story.book, deletedAt: later },
      },
      hasId: true,
      conflicts: true,
    }),
  },
  '/copies': {
    get: operation({
      id: 'listCopies',
      group: 'Catalogue',
      summary: 'List copies',
      description: 'The copies that the branches of the network have.',
      permission: 'catalogue:read',
      parameters: [
        ...paged(['createdAt', 'updatedAt', 'shelfMark'], 'SortOrder'),
        filter.self('copy', story.copy),
        filter.id('bookId', 'book', story.book),
        filter.id('branchId', 'branch', story.branch),
        query('availability', 'Only copies in this state.', schema('Availability'), 'AVAILABLE'),
      ],
      success: { description: 'A page of copies.', schema: 'Copy', summary: 'One copy', value: copy },
      links: copyLinks,
    }),
    post: operation({
      id: 'createCopy',
      group: 'Catalogue',
      summary: 'Create a copy',
      description:
        'Puts a copy of a book on a shelf of a branch. Its shelf mark must not be taken by another copy of that branch. A book or branch that does not exist ' +
        'is refused with 400, `reason: UNKNOWN_REFERENCE`.',
      permission: 'catalogue:edit',
      body: { schema: 'CopyCreate', examples: { second: example('Another copy, in another branch', shelved) } },
      success: {
        description: 'The copy that was created.',
        schema: 'Copy',
        summary: 'The other copy',
        value: { ...copy, id: 'copy_t6xw2mhqz4kdnv7c', ...shelved },
      },
      links: copyLinks,
      conflicts: true,
      location: '/copies/{$response.body#/data/id}',
    }),
  },
  '/copies/{copyId}': {
    parameters: [refer('parameters', 'CopyId')],
    get: operation({
      id: 'getCopy',
      group: 'Catalogue',
      summary: 'Get a copy',
      description: 'One copy, by its id.',
      permission: 'catalogue:read',
      success: { description: 'The copy.', schema: 'Copy', summary: 'A copy of the novel', value: copy },
      hasId: true,
    }),
    delete: operation({
      id: 'removeCopy',
      group: 'Catalogue',
      summary: 'Remove a copy',
      description: 'Takes a copy out for good. While it is on loan it is refused with 409, `reason: IN_USE`. Loans that have ended stay.',
      permission: 'catalogue:edit',
      success: {
        description: 'What was deleted.',
        schema: 'Deletion',
        summary: 'The copy is gone',
        value: { id: story.copy, deletedAt: later },
      },
      hasId: true,
      conflicts: true,
    }),
  },
  '/branches': {
    get: operation({
      id: 'listBranches',
      group: 'Catalogue',
      summary: 'List branches',
      description: 'The branches of the network. They are given.',
      permission: 'catalogue:read',
      parameters: [
        ...paged(['name', 'createdAt'], 'SortOrder'),
        filter.self('branch', story.branch),
        query('city', 'Only branches in this city.', { type: 'string', minLength: 1, maxLength: 100 }, 'Riverside'),
      ],
      success: {
        description: 'A page of branches.',
        schema: 'Branch',
        summary: 'One branch',
        value: { id: story.branch, name: 'Central Library', city: 'Riverside', ...times },
      },
      links: (at) => ({ createCopy: ['Put a copy on one of its shelves.', {}, { branchId: value(at) }] }),
    }),
  },
  '/loans': {
    get: operation({
      id: 'listLoans',
      group: 'Circulation',
      summary: 'List loans',
      description: 'The loans of the network, those that have ended included.',
      permission: 'circulation:read',
      parameters: [
        ...paged(['createdAt', 'updatedAt', 'dueOn', 'borrower', 'returnedAt'], 'SortOrderDescending'),
        filter.self('loan', story.loan),
        query('status', 'Only loans in this status.', schema('LoanStatus'), 'OPEN'),
        filter.id('copyId', 'copy', story.lentCopy),
        filter.id('bookId', 'book', story.lentBook),
      ],
      success: { description: 'A page of loans.', schema: 'Loan', summary: 'One loan', value: loan },
      links: loanLinks,
    }),
    post: operation({
      id: 'createLoan',
      group: 'Circulation',
      summary: 'Create a loan',
      description:
        'Lends a copy. One that is on loan or lost is refused with 409, `reason: UNAVAILABLE`; one that does not exist with 400, `reason: UNKNOWN_REFERENCE`.',
      permission: 'circulation:run',
      body: { schema: 'LoanCreate', examples: { lend: example('Three weeks', lent) } },
      success: {
        description: 'The loan that was created.',
        schema: 'Loan',
        summary: 'The novel is lent',
        value: { ...loan, id: 'loan_h5dvq2nxk6wzmt3c', ...lent, bookId: story.book, note: null },
      },
      links: loanLinks,
      conflicts: true,
      location: '/loans/{$response.body#/data/id}',
    }),
  },
  '/loans/{loanId}': {
    parameters: [refer('parameters', 'LoanId')],
    get: operation({
      id: 'getLoan',
      group: 'Circulation',
      summary: 'Get a loan',
      description: 'One loan, by its id.',
      permission: 'circulation:read',
      success: { description: 'The loan.', schema: 'Loan', summary: 'An open loan', value: loan },
      hasId: true,
    }),
    put: operation({
      id: 'replaceLoan',
      group: 'Circulation',
      summary: 'Replace a loan',
      description:
        'Sets the last day and the note, and nothing else; a note left out is none. It is allowed in every status: what was written down wrong can be put ' +
        'right afterwards. A request that changes nothing leaves `updatedAt` as it is.',
      permission: 'circulation:run',
      body: { schema: 'LoanReplace', examples: { longer: example('Another week', { dueOn: '2026-09-29', note: 'By telephone' }) } },
      success: {
        description: 'The loan as it is now.',
        schema: 'Loan',
        summary: 'Another week',
        value: { ...loan, dueOn: '2026-09-29', note: 'By telephone', updatedAt: later },
      },
      hasId: true,
    }),
  },
  '/loans/{loanId}/advance': {
    parameters: [refer('parameters', 'LoanId')],
    post: operation({
      id: 'advanceLoan',
      group: 'Circulation',
      summary: 'Advance a loan',
      description:
        'Takes the next step of a loan. Renewing leaves `dueOn` to `replaceLoan`. Returning makes the copy available again; losing it does not. A step that the ' +
        'present status forbids is refused with 409, `reason: INVALID_STATE`.',
      permission: 'circulation:run',
      transitions: [
        { from: ['OPEN'], to: 'RENEWED', when: { property: 'step', value: 'RENEW' } },
        { from: ['OPEN', 'RENEWED'], to: 'RETURNED', when: { property: 'step', value: 'RETURN' } },
        { from: ['OPEN', 'RENEWED'], to: 'LOST', when: { property: 'step', value: 'LOSE' } },
      ],
      body: { schema: 'LoanAdvance', examples: { renew: example('The borrower wants to keep it', { step: 'RENEW' }) } },
      success: {
        description: 'The loan as it is now.',
        schema: 'Loan',
        summary: 'The loan is renewed',
        value: { ...loan, status: 'RENEWED', renewedAt: later, updatedAt: later },
      },
      hasId: true,
      conflicts: true,
    }),
  },
}

/** Where the contract's paths begin. */
export const prefix = '/library/v1'

export const libraryDocument: object = {
  openapi: '3.1.0',
  jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
  info: {
    title: 'Public Library API',
    version: '1.0.0',
    summary: 'Catalogue and circulation of a network of public libraries',
    description:
      'Every request carries an API key of one library network, and sees what is of that network. Success bodies are `{ data }`, lists ' +
      '`{ data, pagination }`, errors `{ error, details }`.',
    contact: { name: 'Library network', email: 'api@library.example' },
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: `http://127.0.0.1:4020${prefix}`, description: 'A server on this machine' }],
  'x-rate-limits': [
    { requests: 60, seconds: 60 },
    { requests: 600, seconds: 3600 },
  ],
  tags: [
    { name: 'Catalogue', description: 'Books, their copies, and the branches that have them.' },
    { name: 'Circulation', description: 'Who has which copy, and until when.' },
  ],
  paths,
  components: {
    securitySchemes: {
      ApiKey: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'lib.<network>.<secret>',
        description: 'An API key of the network, in `Authorization: Bearer …`. Every operation names the permissions that the key needs.',
        'x-key-format': { pattern: '^lib\\.[a-z]+\\.[A-Z2-7]{24}$', unissued: 'lib.nobody.' },
      },
    },
    parameters,
    headers,
    responses,
    schemas,
  },
}
