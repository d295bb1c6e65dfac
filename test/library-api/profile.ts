/** What the suite needs to know about the library's API in addition to its contract: as much as another team would write for its own API. */
import type { Profile, Row } from '../../conformance/model/profile.ts'
import type { Resources } from '../../conformance/model/resource.ts'

const book = (resources: Resources, purpose: string) => resources.of('createBook', purpose)
const copy = (resources: Resources, purpose: string) => resources.of('createCopy', purpose)

/** The status of a loan decides which of its moments are known. */
const known = (result: string, ...states: readonly string[]) => ({
  text: 'a time if and only if that state was reached',
  of: ['borrower', 'status'],
  result,
  value: ({ status, [result]: moment }: Row) => (states.includes(String(status)) ? (moment ?? 'a time') : null),
})

export const libraryProfile: Profile = {
  promises: { R01: 'a network sees its own library only', R02: 'every request needs a key' },
  decisions: { D03: 'a step that the status does not allow is 409', D08: 'a page past the end is empty' },
  kinds: {
    createBook: { id: '/data/id', proof: { read: 'getBook', property: 'isbn' }, recipe: () => ({}) },
    createCopy: {
      id: '/data/id',
      proof: { read: 'getCopy', property: 'bookId' },
      recipe: (resources, purpose) => ({
        body: { bookId: book(resources, `${purpose}-shelved`).id, branchId: resources.named('branch'), shelfMark: resources.mark(purpose) },
      }),
    },
    createLoan: {
      id: '/data/id',
      proof: { read: 'getLoan', property: 'borrower' },
      // Nothing deletes a loan; it ends when the copy comes back.
      isLasting: true,
      recipe: (resources, purpose) => ({ body: { copyId: copy(resources, `${purpose}-lent`).id, note: resources.mark(purpose) } }),
    },
  },
  targets: {
    createBook: {},
    updateBook: { shown: 'getBook' },
    deleteBook: { shown: 'getBook' },
    createCopy: { changes: ['/bookId'], names: { '/branchId': 'branch' } },
    removeCopy: { shown: 'getCopy' },
    createLoan: { changes: ['/copyId'] },
    replaceLoan: { shown: 'getLoan' },
    advanceLoan: { shown: 'getLoan' },
  },
  references: { branch: [{ operation: 'listBranches', pointer: '/data/0/id' }] },
  shownBy: { bookId: 'getBook', copyId: 'getCopy', loanId: 'getLoan' },
  sampleWrites: {
    replaceLoan: (resources) =>
      resources.act('replaceLoan', { params: { loanId: resources.of('createLoan', 'deed').id }, json: { dueOn: '2026-12-24' } }),
    updateBook: (resources) =>
      resources.act('updateBook', { params: { bookId: book(resources, 'deed').id }, json: { description: resources.mark('changed') } }),
  },
  marked: ['isbn', 'title', 'borrower', 'shelfMark', 'note'],
  texts: ['description', 'note', 'title'],
  lookups: ['isbn'],
  foreignReferences: {
    createCopy: { kind: 'createBook', read: 'getBook', body: (bookId) => ({ bookId }) },
  },
  neededReferences: { branchId: 'branch' },
  foreignFilter: {
    property: 'bookId',
    ask: (resources) => ({ id: book(resources, 'stock-shelved').id, after: [copy(resources, 'stock').create] }),
  },
  // Nothing shows another resource's values, and nothing changes by itself.
  observed: {},
  derivations: [known('returnedAt', 'RETURNED'), known('lostAt', 'LOST')],
  absentPaths: ['/staff', '/metrics', '/debug'],
  otherVersions: ['/v2/books'],
}
