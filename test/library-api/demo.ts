/**
 * What the two library networks have when the server starts; the examples of the contract tell of the same books, branches and loans. Long, as it
 * is nothing but data.
 */
import { createHash } from 'node:crypto'

export type Kind = 'book' | 'copy' | 'branch' | 'loan'
export type Network = 'riverside' | 'hillside'
export type LoanStatus = 'OPEN' | 'RENEWED' | 'RETURNED' | 'LOST'

/** What every row has; times are RFC 3339 in UTC, of one width, so that their order as text is that of time. */
interface Row {
  readonly id: string
  readonly network: Network
  readonly createdAt: string
  updatedAt: string
}

export interface Branch extends Row {
  name: string
  city: string | null
}

export interface Book extends Row {
  isbn: string
  title: string
  author: string
  kind: string
  language: string
  publishedYear: number | null
  description: string | null
}

export interface Copy extends Row {
  bookId: string
  branchId: string
  shelfMark: string
}

export interface Loan extends Row {
  status: LoanStatus
  copyId: string
  /** That of the copy, which may be gone. */
  bookId: string
  borrower: string
  dueOn: string
  note: string | null
  renewedAt: string | null
  returnedAt: string | null
  lostAt: string | null
}

export interface Data {
  readonly branches: Map<string, Branch>
  readonly books: Map<string, Book>
  readonly copies: Map<string, Copy>
  readonly loans: Map<string, Loan>
}

const letters = 'abcdefghijklmnopqrstuvwxyz234567'

/** Text of one letter for each byte, out of 32. */
export const base32 = (bytes: Uint8Array): string => Array.from(bytes, (byte) => letters[byte % 32]).join('')

/** The id of something that is there from the start: it cannot be counted through, and is the same whenever the server starts. */
const demoId = (kind: Kind, label: string): string =>
  `${kind}_${base32(createHash('sha256').update(`${kind} ${label}`).digest()).slice(0, 16)}`

export const day = 86_400_000

/** The day of a moment, in UTC. */
export const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10)

type BookLine = readonly [isbn: string, title: string, author: string, kind: string, language: string, year: number | null, text?: string]

/** The first is the one that the examples tell of: copies of it are there, and none of them is out. */
const riversideBooks: readonly BookLine[] = [
  ['978-0-14-143960-0', 'Persuasion', 'Jane Austen', 'FICTION', 'EN', 1817, 'A second chance, eight years later'],
  ['978-0-14-243724-7', 'Moby-Dick', 'Herman Melville', 'FICTION', 'EN', 1851, 'A captain, a crew and a white whale'],
  ['978-3-15-000001-5', 'Faust', 'Johann Wolfgang von Goethe', 'FICTION', 'DE', 1808],
  ['978-3-15-009900-2', 'Die Verwandlung', 'Franz Kafka', 'FICTION', 'DE', 1915],
  ['978-2-07-036822-8', "L'Étranger", 'Albert Camus', 'FICTION', 'FR', 1942],
  ['978-2-07-040850-4', 'Le Petit Prince', 'Antoine de Saint-Exupéry', 'CHILDREN', 'FR', 1943, 'With the drawings of the author'],
  ['978-83-08-04939-4', 'Solaris', 'Stanisław Lem', 'FICTION', 'PL', 1961],
  ['978-0-14-118776-1', 'One Hundred Pages of Silence', 'A. N. Onymous', 'FICTION', 'EN', null],
  ['978-0-553-10953-5', 'A Brief History of Time', 'Stephen Hawking', 'NON_FICTION', 'EN', 1988],
  ['978-0-19-286092-7', 'The Selfish Gene', 'Richard Dawkins', 'NON_FICTION', 'EN', 1976],
  ['978-0-06-231609-7', 'Sapiens', 'Yuval Noah Harari', 'NON_FICTION', 'EN', 2011],
  ['978-3-406-61481-1', 'Kleine Geschichte Polens', 'Jürgen Heyde', 'NON_FICTION', 'DE', 2008],
  ['978-0-14-036336-4', 'The Wind in the Willows', 'Kenneth Grahame', 'CHILDREN', 'EN', 1908],
  ['978-3-7891-1940-0', 'Ronja Räubertochter', 'Astrid Lindgren', 'CHILDREN', 'DE', 1981],
  ['978-3-522-20260-2', 'Momo', 'Michael Ende', 'CHILDREN', 'DE', 1973],
  [
    '978-0-19-861186-8',
    'Oxford English Dictionary',
    'Oxford University Press',
    'REFERENCE',
    'EN',
    1989,
    'Twenty volumes, not to be taken away',
  ],
  ['978-3-411-04015-5', 'Duden', 'Dudenredaktion', 'REFERENCE', 'DE', 2020],
  ['978-2-03-590133-9', 'Le Petit Larousse', 'Éditions Larousse', 'REFERENCE', 'FR', 2019],
  ['LOCAL-0001', 'Chronicle of the Riverside', 'Town archive', 'NON_FICTION', 'EN', null, 'Typescript without an ISBN'],
  ['LOCAL-0002', 'Floods and Ferries', 'Town archive', 'NON_FICTION', 'EN', null],
  ['978-0-14-044913-6', 'Crime and Punishment', 'Fyodor Dostoevsky', 'FICTION', 'EN', 1866],
  ['978-975-08-0000-1', 'Kar', 'Orhan Pamuk', 'FICTION', 'TR', 2002],
  ['978-0-571-08989-2', 'Waiting for Godot', 'Samuel Beckett', 'FICTION', 'EN', 1952],
  ['978-0-14-118280-3', 'Nineteen Eighty-Four', 'George Orwell', 'FICTION', 'EN', 1949],
]

/** The first book is one that the other network has too. */
const hillsideBooks: readonly BookLine[] = [
  ['978-0-14-243724-7', 'Moby Dick', 'Herman Melville', 'FICTION', 'EN', 1851],
  ['978-0-7475-3269-9', 'The Cartographer', 'M. Hill', 'FICTION', 'EN', 1997],
  ['978-3-518-36854-1', 'Homo faber', 'Max Frisch', 'FICTION', 'DE', 1957],
  ['HILL-0001', 'Paths of the Hillside', 'Hiking club', 'NON_FICTION', 'EN', null],
]

/** By book: the branch of each copy. */
type CopyLine = readonly [book: number, branch: number]

const riversideCopies: readonly CopyLine[] = [
  ...([0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 13, 14, 20, 22, 23] as const).map((book): CopyLine => [book, book % 3]),
  ...([0, 1, 1, 2, 5, 14, 23] as const).map((book, index): CopyLine => [book, (index + 1) % 3]),
]
const hillsideCopies: readonly CopyLine[] = [
  [0, 0],
  [1, 1],
  [2, 0],
  [3, 1],
]

/** By copy: who has or had it, and for how many days it was due and out. */
type LoanLine = readonly [copy: number, status: LoanStatus, borrower: string, dueAfter: number, outFor: number, note?: string]

const riversideLoans: readonly LoanLine[] = [
  [4, 'RETURNED', 'Ines Albers', 21, 19],
  [5, 'RETURNED', 'Jonas Beck', 21, 26, 'Came back wet'],
  [9, 'RETURNED', 'Ines Albers', 28, 28],
  [1, 'OPEN', 'Karin Claasen', 21, 0, 'Reserved for the reading circle afterwards'],
  [3, 'OPEN', 'Lukas Dorn', 21, 0],
  [7, 'OPEN', 'Mira Ebert', 7, 0],
  [10, 'RENEWED', 'Jonas Beck', 42, 0],
  [12, 'RENEWED', 'Nora Falk', 42, 0, 'By telephone'],
  [14, 'LOST', 'Otto Gerber', 21, 60, 'Left on a train'],
  [15, 'LOST', 'Pia Hansen', 21, 45],
]
const hillsideLoans: readonly LoanLine[] = [
  [0, 'OPEN', 'Rosa Iversen', 21, 0],
  [1, 'RENEWED', 'Sven Jung', 42, 0],
  [2, 'RETURNED', 'Tom Keller', 21, 10],
]

interface Lines {
  readonly branches: readonly (readonly [name: string, city: string | null])[]
  readonly books: readonly BookLine[]
  readonly copies: readonly CopyLine[]
  readonly loans: readonly LoanLine[]
}

const networks: Readonly<Record<Network, Lines>> = {
  riverside: {
    branches: [
      ['Central Library', 'Riverside'],
      ['Harbour Branch', 'Riverside'],
      ['Book Bus', null],
      ['Mill Street Branch', 'Upper Mill'],
    ],
    books: riversideBooks,
    copies: riversideCopies,
    loans: riversideLoans,
  },
  hillside: {
    branches: [
      ['Hill Library', 'Hillside'],
      ['School Library', 'Hillside'],
    ],
    books: hillsideBooks,
    copies: hillsideCopies,
    loans: hillsideLoans,
  },
}

/** Ids that the examples of the contract use: each example succeeds with the demo data. */
export const story = {
  branch: demoId('branch', 'riverside 0'),
  otherBranch: demoId('branch', 'riverside 1'),
  book: demoId('book', 'riverside 0'),
  otherBook: demoId('book', 'riverside 2'),
  /** Of `book`, and not on loan. */
  copy: demoId('copy', 'riverside 0'),
  /** On loan, open, and what it is a copy of. */
  loan: demoId('loan', 'riverside 3'),
  lentCopy: demoId('copy', 'riverside 1'),
  lentBook: demoId('book', 'riverside 1'),
} as const

/** The demo data of both networks, all of it in the past of `now`. */
export function demoData(now: number): Data {
  const data: Data = { branches: new Map(), books: new Map(), copies: new Map(), loans: new Map() }
  for (const network of Object.keys(networks) as Network[]) seed(data, network, networks[network], now)
  return data
}

function seed({ branches, books, copies, loans }: Data, network: Network, lines: Lines, now: number): void {
  const id = (kind: Kind, index: number): string => demoId(kind, `${network} ${index}`)
  /** What was made so many days and minutes ago, and has not changed since. */
  const made = (kind: Kind, index: number, days: number) => {
    const at = new Date(Math.floor(now / 60_000) * 60_000 - days * day + index * 60_000).toISOString()
    return { id: id(kind, index), network, createdAt: at, updatedAt: at }
  }

  for (const [index, [name, city]] of lines.branches.entries()) {
    const branch = { ...made('branch', index, 400), name, city }
    branches.set(branch.id, branch)
  }
  for (const [index, [isbn, title, author, kind, language, publishedYear, description = null]] of lines.books.entries()) {
    const book = { ...made('book', index, 300), isbn, title, author, kind, language, publishedYear, description }
    books.set(book.id, book)
  }
  for (const [index, [book, branch]] of lines.copies.entries()) {
    const shelfMark = `${(lines.books[book]?.[3] ?? '').slice(0, 3)} ${String(book + 1).padStart(2, '0')}.${index + 1}`
    const copy = { ...made('copy', index, 200), bookId: id('book', book), branchId: id('branch', branch), shelfMark }
    copies.set(copy.id, copy)
  }
  for (const [index, [copy, status, borrower, dueAfter, outFor, note = null]] of lines.loans.entries()) {
    const row = made('loan', index, outFor === 0 ? 12 : 100)
    const began = Date.parse(row.createdAt)
    const ended = new Date(began + outFor * day).toISOString()
    const renewed = new Date(began + 5 * day).toISOString()
    const times = {
      renewedAt: status === 'RENEWED' ? renewed : null,
      returnedAt: status === 'RETURNED' ? ended : null,
      lostAt: status === 'LOST' ? ended : null,
    }
    const loan: Loan = {
      ...row,
      status,
      copyId: id('copy', copy),
      bookId: id('book', lines.copies[copy]?.[0] ?? 0),
      borrower,
      dueOn: dayOf(began + dueAfter * day),
      note,
      ...times,
      updatedAt: times.renewedAt ?? times.returnedAt ?? times.lostAt ?? row.updatedAt,
    }
    loans.set(loan.id, loan)
  }
  // What is counted of a copy and a book has changed when it was lent, and when it came back.
  for (const loan of loans.values()) {
    for (const row of [copies.get(loan.copyId), books.get(loan.bookId)]) {
      if (row?.network === network && row.updatedAt < loan.updatedAt) row.updatedAt = loan.updatedAt
    }
  }
}
