/**
 * What the operations do with the data of a network: each takes a request that is as documented, and answers or refuses. Long, as it is all of one
 * small server.
 */
import { day, dayOf, type Book, type Branch, type Copy, type Data, type Kind, type Loan, type LoanStatus, type Network } from './demo.ts'
import type { DeviationId } from './deviations.ts'

export interface Issue {
  readonly in: 'path' | 'query' | 'header' | 'body'
  readonly path: string
  readonly message: string
}

/** A request that is refused; `details` is what the contract wants to be told besides `requestId`. */
export class Refusal extends Error {
  readonly status: number
  readonly details: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, message: string, details: Readonly<Record<string, unknown>>, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.status = status
    this.details = details
    this.headers = headers
  }
}

export const notFound = (): Refusal => new Refusal(404, 'No such resource.', { code: 'NOT_FOUND' })
export const invalid = (issues: readonly Issue[], reason?: string, message = 'The request is not as documented.'): Refusal =>
  new Refusal(400, message, { code: 'VALIDATION_ERROR', ...(reason === undefined ? {} : { reason }), issues })
const conflict = (reason: string, message: string): Refusal => new Refusal(409, message, { code: 'CONFLICT', reason })
const unknownReference = (name: string): Refusal =>
  invalid(
    [{ in: 'body', path: `/${name}`, message: 'names nothing' }],
    'UNKNOWN_REFERENCE',
    'The body refers to something that does not exist.',
  )

export interface Call {
  readonly network: Network
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  /** As the schema of the operation describes it, defaults filled in. */
  readonly body: unknown
  /** Milliseconds since the epoch. */
  readonly now: number
}

export interface Answer {
  readonly data: unknown
  readonly pagination?: object
  /** The path of what was created, relative to the base URL. */
  readonly location?: string
}

export type Handler = (call: Call) => Answer

const iso = (moment: number): string => new Date(moment).toISOString()

type Value = string | number | null | undefined

/** Text by code point, which is the order of its bytes in UTF-8; numbers by size; `null` last. */
function compare(one: Value, other: Value): number {
  if (one === other) return 0
  if (one == null) return 1
  if (other == null) return -1
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)))
}

/** A later version of a row never has the time of an earlier one. */
function touch(row: { updatedAt: string } | undefined, now: number): void {
  if (row !== undefined) row.updatedAt = iso(Math.max(now, Date.parse(row.updatedAt) + 1))
}

/** Sets what is given, and says whether anything is different now. */
function change<Row extends object>(row: Row, values: Partial<Row>): boolean {
  const isChanged = Object.entries(values).some(([name, value]) => (row as Readonly<Record<string, unknown>>)[name] !== value)
  Object.assign(row, values)
  return isChanged
}

const steps: Readonly<Record<string, { readonly from: readonly LoanStatus[]; readonly to: LoanStatus; readonly at: string }>> = {
  RENEW: { from: ['OPEN'], to: 'RENEWED', at: 'renewedAt' },
  RETURN: { from: ['OPEN', 'RENEWED'], to: 'RETURNED', at: 'returnedAt' },
  LOSE: { from: ['OPEN', 'RENEWED'], to: 'LOST', at: 'lostAt' },
}

const isOut = ({ status }: Loan): boolean => status === 'OPEN' || status === 'RENEWED'

type BookBody = Pick<Book, 'isbn' | 'title' | 'author' | 'kind' | 'language' | 'publishedYear' | 'description'>
type CopyBody = Pick<Copy, 'bookId' | 'branchId' | 'shelfMark'>
type LoanBody = Pick<Loan, 'copyId' | 'borrower' | 'dueOn' | 'note'>

/** The operations of the contract by name; `has` tells whether the server deviates in a way. */
export function createHandlers(
  { branches, books, copies, loans }: Data,
  has: (deviation: DeviationId) => boolean,
  newId: (kind: Kind) => string,
): Readonly<Record<string, Handler>> {
  const of = <Row extends { readonly network: Network }>(rows: ReadonlyMap<string, Row>, network: Network): Row[] =>
    [...rows.values()].filter((row) => row.network === network)

  /** The row of an id in a path. */
  function find<Row extends { readonly network: Network }>(
    rows: ReadonlyMap<string, Row>,
    id = '',
    { network }: Call,
    reaches?: DeviationId,
  ): Row {
    const row = rows.get(id)
    if (row === undefined) throw notFound()
    if (row.network === network || (reaches !== undefined && has(reaches))) return row
    throw has('tells-foreign-from-unknown')
      ? new Refusal(403, 'This belongs to another network.', { code: 'FORBIDDEN', reason: 'INSUFFICIENT_SCOPE', requiredPermissions: [] })
      : notFound()
  }

  /** The row of an id in a body. */
  function refer<Row extends { readonly network: Network }>(
    rows: ReadonlyMap<string, Row>,
    id: string,
    { network }: Call,
    name: string,
  ): Row {
    const row = rows.get(id)
    if (row === undefined || (row.network !== network && !has('takes-foreign-references'))) throw unknownReference(name)
    return row
  }

  const copiesOf = (book: Book): Copy[] => [...copies.values()].filter(({ bookId }) => bookId === book.id)

  function availabilityOf(copy: Copy): 'AVAILABLE' | 'ON_LOAN' | 'LOST' {
    const own = [...loans.values()].filter(({ copyId }) => copyId === copy.id)
    if (own.some(isOut)) return 'ON_LOAN'
    return own.some(({ status }) => status === 'LOST') ? 'LOST' : 'AVAILABLE'
  }

  const showBook = (book: Book): object => {
    const { network: _network, createdAt, updatedAt, ...values } = book
    const all = copiesOf(book)
    const available = has('counts-every-copy-as-available') ? all : all.filter((copy) => availabilityOf(copy) === 'AVAILABLE')
    return { ...values, copyCount: all.length, availableCopyCount: available.length, createdAt, updatedAt }
  }
  const showCopy = (copy: Copy): object => {
    const { network: _network, createdAt, updatedAt, ...values } = copy
    return { ...values, availability: availabilityOf(copy), createdAt, updatedAt }
  }
  const showBranch = ({ id, name, city, createdAt, updatedAt }: Branch): object => ({ id, name, city, createdAt, updatedAt })
  const showLoan = (loan: Loan): object => {
    const { network: _network, createdAt, updatedAt, ...values } = loan
    const { returnedAt, dueOn } = loan
    const late = returnedAt === null ? null : Math.max(0, (Date.parse(dayOf(Date.parse(returnedAt))) - Date.parse(dueOn)) / day)
    return { ...values, daysLate: late, createdAt, updatedAt }
  }

  /** A page of what is shown; a filter that is a column of the rows asks for its value, `search` for a part of a text. */
  function list(rows: readonly object[], { query }: Call, searched: readonly string[] = []): Answer {
    const { page, limit, sortBy, sortOrder, search, ...filters } = query
    const shown = rows as readonly Readonly<Record<string, Value>>[]
    const isLike = (text: Value): boolean => lower(String(text)).includes(lower(String(search)))
    const found = shown
      .filter((row) =>
        Object.entries(filters).every(([name, value]) => row[name] === value || (name === 'branchId' && has('ignores-the-branch'))),
      )
      .filter((row) => search === undefined || searched.some((name) => isLike(row[name])))
    const by = String(sortBy)
    const sign = sortOrder === 'desc' && !has('sorts-ascending-always') ? -1 : 1
    const sorted = [...found].sort((one, other) => {
      const [a, b] = [one[by], other[by]]
      if (has('sorts-null-first') && (a === null) !== (b === null)) return a === null ? -1 : 1
      return sign * (compare(a, b) || compare(one['id'], other['id']))
    })
    const [number, size] = [Number(page), Number(limit)]
    const start = (number - 1) * size - (number > 1 && has('pages-overlap') ? 1 : 0)
    const data = sorted.slice(start, start + size)
    const total = has('totals-the-page') ? data.length : sorted.length
    return { data, pagination: { page: number, pageSize: size, total, totalPages: Math.ceil(total / size) } }
  }

  function refuseIsbn(isbn: string | undefined, network: Network, self?: Book): void {
    if (has('takes-an-isbn-twice')) return
    if (of(books, network).some((book) => book.isbn === isbn && book !== self))
      throw conflict('DUPLICATE', 'A book with this ISBN exists already.')
  }

  const fresh = (kind: Kind, { network, now }: Call) => ({ id: newId(kind), network, createdAt: iso(now), updatedAt: iso(now) })

  return {
    listBooks: (call) => list(of(books, call.network).map(showBook), call, ['title', 'author']),
    createBook: (call) => {
      const body = call.body as BookBody
      refuseIsbn(body.isbn, call.network)
      const { isbn, title, author, kind, language, publishedYear, description } = body
      const { id, network, ...times } = fresh('book', call)
      const book: Book = { id, network, isbn, title, author, kind, language, publishedYear, description, ...times }
      books.set(id, book)
      return { data: showBook(book), location: `/books/${id}` }
    },
    getBook: (call) => ({ data: showBook(find(books, call.params['bookId'], call)) }),
    updateBook: (call) => {
      const book = find(books, call.params['bookId'], call)
      const body = call.body as Partial<BookBody>
      refuseIsbn(body.isbn, call.network, book)
      const rest: Partial<BookBody> = has('patch-wipes-the-rest') ? { publishedYear: null, description: null } : {}
      if (change(book, { ...rest, ...body })) touch(book, call.now)
      return { data: showBook(book) }
    },
    deleteBook: (call) => {
      const book = find(books, call.params['bookId'], call, 'deletes-foreign-books')
      const own = copiesOf(book)
      if (own.some((copy) => availabilityOf(copy) === 'ON_LOAN')) throw conflict('IN_USE', 'A borrower has a copy of this book.')
      for (const { id } of own) copies.delete(id)
      if (!has('keeps-deleted-books')) books.delete(book.id)
      return { data: { id: book.id, deletedAt: iso(call.now) } }
    },

    listCopies: (call) => list(of(copies, call.network).map(showCopy), call),
    createCopy: (call) => {
      const { bookId, branchId, shelfMark } = call.body as CopyBody
      const book = refer(books, bookId, call, 'bookId')
      refer(branches, branchId, call, 'branchId')
      if (of(copies, call.network).some((copy) => copy.branchId === branchId && copy.shelfMark === shelfMark))
        throw conflict('DUPLICATE', 'The branch has a copy with this shelf mark already.')
      const { id, network, ...times } = fresh('copy', call)
      const copy: Copy = { id, network, bookId, branchId, shelfMark, ...times }
      copies.set(id, copy)
      touch(book, call.now)
      return { data: showCopy(copy), location: `/copies/${id}` }
    },
    getCopy: (call) => ({ data: showCopy(find(copies, call.params['copyId'], call)) }),
    removeCopy: (call) => {
      const copy = find(copies, call.params['copyId'], call)
      if (availabilityOf(copy) === 'ON_LOAN') throw conflict('IN_USE', 'A borrower has this copy.')
      copies.delete(copy.id)
      touch(books.get(copy.bookId), call.now)
      return { data: { id: copy.id, deletedAt: iso(call.now) } }
    },

    listBranches: (call) => list(of(branches, call.network).map(showBranch), call),

    listLoans: (call) => list(of(loans, call.network).map(showLoan), call),
    createLoan: (call) => {
      const { copyId, borrower, dueOn, note } = call.body as LoanBody
      const copy = refer(copies, copyId, call, 'copyId')
      const isAvailable = availabilityOf(copy) === 'AVAILABLE'
      const { id, network, ...times } = fresh('loan', call)
      const never = { renewedAt: null, returnedAt: null, lostAt: null }
      const loan: Loan = { id, network, status: 'OPEN', copyId, bookId: copy.bookId, borrower, dueOn, note, ...never, ...times }
      if (isAvailable || has('lends-what-it-refuses-to-lend')) loans.set(id, loan)
      if (!isAvailable) throw conflict('UNAVAILABLE', 'This copy is on loan or lost.')
      touch(copy, call.now)
      touch(books.get(copy.bookId), call.now)
      return { data: showLoan(loan), location: `/loans/${id}` }
    },
    getLoan: (call) => ({ data: showLoan(find(loans, call.params['loanId'], call, 'shows-foreign-loans')) }),
    replaceLoan: (call) => {
      const loan = find(loans, call.params['loanId'], call)
      const { dueOn, note } = call.body as Pick<Loan, 'dueOn' | 'note'>
      const kept = has('put-merges') && note === null ? loan.note : note
      if (change(loan, { dueOn, note: kept })) touch(loan, call.now)
      return { data: showLoan(loan) }
    },
    advanceLoan: (call) => {
      const loan = find(loans, call.params['loanId'], call)
      const { step } = call.body as { readonly step: string }
      const edge = steps[step]
      const isForgiven =
        (loan.status === 'RETURNED' && has('advances-what-was-returned')) ||
        (loan.status === 'RENEWED' && step === 'RENEW' && has('renews-twice'))
      if (edge === undefined || (!edge.from.includes(loan.status) && !isForgiven))
        throw conflict('INVALID_STATE', 'The status of the loan does not allow this step.')
      if (has('steps-change-nothing')) return { data: { ...showLoan(loan), status: edge.to } }
      change(loan, { status: edge.to, [edge.at]: iso(Math.max(call.now, Date.parse(loan.createdAt))) })
      touch(loan, call.now)
      if (!isOut(loan)) for (const row of [copies.get(loan.copyId), books.get(loan.bookId)]) touch(row, call.now)
      return { data: showLoan(loan) }
    },
  }
}

/** ASCII letters in lower case; all others as they are. */
const lower = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
