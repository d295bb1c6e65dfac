import { describe, expect, it } from 'vitest'
import { contract } from '../../spec/contract.ts'
import { compileEndpoints } from './endpoint.ts'

const { readQuery } = compileEndpoints(contract).listProducts
const defaults = { page: 1, limit: 20, sortBy: 'createdAt', sortOrder: 'asc' }

describe('the query of a list', () => {
  it.each([
    ['', {}],
    ['&&', {}],
    ['page=2&limit=100', { page: 2, limit: 100 }],
    ['sortBy=name&sortOrder=desc&status=ACTIVE', { sortBy: 'name', sortOrder: 'desc', status: 'ACTIVE' }],
    ['search=trail+shoe', { search: 'trail shoe' }],
    ['search=trail%20shoe%2B', { search: 'trail shoe+' }],
    ['search=a=b', { search: 'a=b' }],
    ['search=gr%C3%B6%C3%9Fer', { search: 'größer' }],
    ['p%61ge=3', { page: 3 }],
    ['sku=0123', { sku: '0123' }],
  ])('%j is read with defaults filled in', (query, values) => {
    expect(readQuery(query)).toEqual({ values: { ...defaults, ...values }, issues: [] })
  })

  it.each([
    ['colour=red', 'colour', 'is not a parameter of this operation'],
    ['=1', '', 'is not a parameter of this operation'],
    ['Page=1', 'Page', 'is not a parameter of this operation'],
    ['__proto__=1', '__proto__', 'is not a parameter of this operation'],
    ['constructor=1', 'constructor', 'is not a parameter of this operation'],
    ['page=1&page=2', 'page', 'must not be repeated'],
    ['page=1&p%61ge=1', 'page', 'must not be repeated'],
    ['limit=0', 'limit', 'must be >= 1'],
    ['limit=101', 'limit', 'must be <= 100'],
    ['page=0', 'page', 'must be >= 1'],
    ['page=-1', 'page', 'must be >= 1'],
    ['page=', 'page', 'must be a whole number'],
    ['page', 'page', 'must be a whole number'],
    ['page=1.0', 'page', 'must be a whole number'],
    ['page=1e1', 'page', 'must be a whole number'],
    ['page=0x10', 'page', 'must be a whole number'],
    ['page=01', 'page', 'must be a whole number'],
    ['page=+1', 'page', 'must be a whole number'],
    ['page=%201', 'page', 'must be a whole number'],
    ['page=99999999999999999999', 'page', 'must be <= 1000000'],
    ['sortBy=price', 'sortBy', 'must be one of createdAt, updatedAt, name, sku'],
    ['sortOrder=ASC', 'sortOrder', 'must be one of asc, desc'],
    ['status=active', 'status', 'must be one of DRAFT, ACTIVE, DISCONTINUED'],
    ['search=', 'search', 'must not be empty'],
    ['search=%zz', 'search', 'must be percent-encoded UTF-8'],
    ['search=%ff', 'search', 'must be percent-encoded UTF-8'],
    ['%zz=1', '%zz', 'must be percent-encoded UTF-8'],
  ])('%j is refused', (query, path, message) => {
    expect(readQuery(query).issues).toEqual([{ in: 'query', path, message }])
  })

  it('is refused for all that is wrong, in the order in which it came', () => {
    expect(readQuery('limit=0&colour=red&page=x&colour=blue').issues).toEqual([
      { in: 'query', path: 'limit', message: 'must be >= 1' },
      { in: 'query', path: 'colour', message: 'is not a parameter of this operation' },
      { in: 'query', path: 'page', message: 'must be a whole number' },
    ])
  })
})
