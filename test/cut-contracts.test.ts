/** Parts of the contract, and contracts whose operations have other names, with the profile of the whole: whatever is not there is not applied, and nothing throws. */
import { describe, expect, test } from 'vitest'
import { apiOf } from '../conformance/model/api.ts'
import type { Consent } from '../conformance/plan/model.ts'
import { makePlan } from '../conformance/plan/plan.ts'
import { profile } from '../conformance/profile/index.ts'
import { rules } from '../conformance/rules/index.ts'
import { contract, readContract } from '../spec/contract.ts'
import { fullRun, openTestDeployment } from '../verification/proof/deployment.ts'

interface Node {
  [name: string]: unknown
}
interface Paths {
  [path: string]: { [method: string]: { readonly operationId?: string } }
}

const text = JSON.stringify(contract.document)

/** The document without the operations that are not kept, and without links to them. */
function cut(isKept: (operation: string, path: string) => boolean): object {
  const document = JSON.parse(text) as { readonly paths: Paths }
  const kept = new Set<string>()
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, { operationId }] of Object.entries(item)) {
      if (operationId === undefined) continue
      if (isKept(operationId, path)) kept.add(operationId)
      else Reflect.deleteProperty(item, method)
    }
    if (Object.values(item).every(({ operationId }) => operationId === undefined)) Reflect.deleteProperty(document.paths, path)
  }
  const unlink = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { links } = node as { readonly links?: Node }
    for (const [name, link] of Object.entries(links ?? {})) {
      if (!kept.has((link as { readonly operationId: string }).operationId)) Reflect.deleteProperty(links ?? {}, name)
    }
    Object.values(node).forEach(unlink)
  }
  unlink(document.paths)
  return document
}

const renamed = (...operations: readonly string[]): object =>
  JSON.parse(operations.reduce((document, id) => document.replaceAll(`"${id}"`, `"${id}2"`), text)) as object

const everything = { writes: true, lasting: true, exhaust: true }

/** How many requests and rules a plan for the document has. */
function planned(document: object, consent: Consent = everything): { readonly requests: number; readonly rules: number } {
  const api = apiOf(readContract(document), profile)
  const { requests, instances } = makePlan(api, rules, { level: 'full', seed: 'cut', consent })
  return { requests: requests.length, rules: new Set(instances.map(({ rule }) => rule.id)).size }
}

const documents = {
  'two operations': cut((id) => ['listProducts', 'getProduct'].includes(id)),
  'no administration': cut((_id, path) => !path.startsWith('/admin')),
  'two operations renamed': renamed('createProduct', 'listInventory'),
  'products alone': cut((_id, path) => path.startsWith('/products')),
  'no lists': cut((id) => !id.startsWith('list')),
  'one write': cut((id) => id === 'createProduct' || id === 'getProduct'),
} as const

describe('a plan', () => {
  test.each(Object.entries(documents))('is made for %s', (_name, document) => {
    const [reads, writes, all] = [{}, { writes: true }, everything].map((consent) => planned(document, consent).requests)
    expect(reads).toBeGreaterThan(20)
    expect(writes).toBeGreaterThanOrEqual(reads ?? 0)
    expect(all).toBeGreaterThanOrEqual(writes ?? 0)
  })

  test('has fewer rules the less there is', () => {
    const [whole, part, least] = [contract.document, documents['products alone'], documents['two operations']].map((document) =>
      planned(document),
    )
    expect(whole!.rules).toBeGreaterThan(part!.rules)
    expect(part!.rules).toBeGreaterThan(least!.rules)
  })

  // All of them were tried; these stand for them.
  const paths = [...contract.paths.keys()].filter((_path, index) => index % 8 === 3)
  test.each(paths)('is made without %s', (path) => {
    expect(planned(cut((_id, each) => each !== path)).requests).toBeGreaterThan(500)
  })

  const operations = Object.keys(contract.operations).filter((_id, index) => index % 11 === 5)
  test.each(operations)('is made where %s has another name', (id) => {
    expect(planned(renamed(id)).requests).toBeGreaterThan(500)
  })
})

describe('a run', () => {
  test.each(['two operations', 'no administration', 'two operations renamed'] as const)(
    'of %s against the whole deployment ends without a fault of the suite',
    async (name) => {
      const deployment = await openTestDeployment()
      try {
        const { report, record } = await fullRun(deployment, { contract: readContract(documents[name]), profile })
        expect(report.outcomes.error).toBe(0)
        expect(report.left.filter(({ isLasting }) => isLasting !== true)).toEqual([])
        expect(record.exchanges.length).toBeGreaterThan(50)
        // The deployment has more methods than a part of its contract lists.
        const failed = new Set(report.verdicts.filter(({ outcome }) => outcome === 'fail').map(({ rule }) => rule))
        expect([...failed].filter((rule) => rule !== 'status/allow-lists-documented-methods')).toEqual([])
      } finally {
        await deployment.close()
      }
    },
  )
})
