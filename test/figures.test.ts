/** The figures of the guides, and what the guides say about the contract. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { withFigures } from '../docs-site/build/figures.ts'
import { rateLimitPlot, type RateLimitRun } from '../docs-site/build/rate-limit-plot.ts'
import { stateDiagram } from '../docs-site/build/state-diagram.ts'
import { recordRateLimitRun } from '../scripts/support/rate-limit-run.ts'
import { contract, type Contract } from '../spec/contract.ts'

const read = (file: string): string => readFileSync(new URL(`../docs-site/${file}`, import.meta.url), 'utf8')
const recorded = JSON.parse(read('rate-limits.json')) as RateLimitRun

/** The contract with another edge list for the transfers. */
function withEdges(edges: Contract['stateMachines'][number]['edges'], states: readonly string[]): Contract {
  const [machine] = contract.stateMachines.filter(({ parameter }) => parameter === 'transferId')
  return { ...contract, stateMachines: [{ ...machine!, states, edges }] }
}
const edge = (from: readonly string[], to: string) => ({ from, to, operation: 'updateTransfer' })

describe('a state diagram', () => {
  test.each(contract.stateMachines.map((machine) => [machine.parameter, machine] as const))(
    'of %s has every state and every step',
    (parameter, { states, edges }) => {
      const figure = stateDiagram(contract, parameter)
      for (const state of states) expect(figure).toContain(`>${state}</text>`)
      for (const { from, to } of edges) for (const each of from) expect(figure).toContain(`${each} to ${to} by `)
    },
  )

  test('marks the final states, and only those', () => {
    const boxes = [...stateDiagram(contract, 'transferId').matchAll(/<g class="state">(.*?)<\/g>/g)].map(([, box = '']) => [
      />(\w+)<\/text>/.exec(box)?.[1],
      box.split('<rect').length - 1,
    ])
    expect(boxes).toEqual([
      ['DRAFT', 1],
      ['PENDING', 1],
      ['SHIPPED', 1],
      ['RECEIVED', 2],
      ['CANCELLED', 2],
    ])
  })

  test('follows the contract', () => {
    const changed = withEdges([edge(['NEW'], 'PACKED'), edge(['PACKED'], 'SENT')], ['NEW', 'PACKED', 'SENT'])
    expect(stateDiagram(changed, 'transferId')).toContain('NEW to PACKED by POST; PACKED to SENT by POST.')
  })

  test('is refused where the layout has no place', () => {
    expect(() => stateDiagram(contract, 'orderId')).toThrow('expected states of one of cycleCountId, transferId, ')
    const twoBeside = withEdges([edge(['A', 'B'], 'X'), edge(['A', 'B'], 'Y'), edge(['A'], 'B')], ['A', 'B', 'X', 'Y'])
    expect(() => stateDiagram(twoBeside, 'transferId')).toThrow('has room for one state beside the column, and the contract has X, Y')
    const leap = withEdges([edge(['A'], 'B'), edge(['B'], 'C'), edge(['A', 'B'], 'C')], ['A', 'B', 'C'])
    expect(() => stateDiagram(leap, 'transferId')).toThrow('has no place for the step from A to C')
  })
})

describe('the plot of the rate limits', () => {
  test('shows what a client of this server sees', async () => {
    expect(await recordRateLimitRun()).toEqual(recorded)
  })

  test('has a panel for each window, and a thick line where the headers describe it', () => {
    const figure = rateLimitPlot(recorded)
    for (const name of ['minute', 'hour']) expect(figure).toContain(`Requests left in the ${name}`)
    // The minute at first, then the hour.
    const isThick = [...figure.matchAll(/<polyline style="([^"]*)"/g)].map(([, style]) => style?.includes('stroke-width:3'))
    expect(isThick).toEqual([true, false, false, true])
  })
})

test('a page gets its figures, and an unknown name is refused', () => {
  const page = withFigures('a\n\n<!--states transferId-->\n\n<!--plot rate-limits-->\n\n<!-- states in a comment -->\n', () => contract)
  expect(page.match(/<figure/g)).toHaveLength(2)
  expect(page).toContain('<!-- states in a comment -->')
  expect(() => withFigures('<!--plot speed-->', () => contract)).toThrow('expected the plot rate-limits, got "speed"')
})

describe('the guides', () => {
  const enumOf = (name: string, property?: string): readonly unknown[] => {
    const schema = (
      contract.document as {
        components: { schemas: Record<string, { enum?: unknown[]; properties?: Record<string, { enum?: unknown[] }> }> }
      }
    ).components.schemas[name]
    return (property === undefined ? schema?.enum : schema?.properties?.[property]?.enum) ?? []
  }

  test('to errors has every code with its status, and every reason', () => {
    const page = read('guides/errors.md')
    const codes = Object.entries(contract.codes)
    expect(codes.length).toBeGreaterThan(8)
    for (const [status, code] of codes) expect(page).toMatch(new RegExp(`^\\| ${status} +\\| \`${code}\``, 'm'))
    const reasons = [...enumOf('ConflictDetails', 'reason'), ...enumOf('ValidationErrorDetails', 'reason')]
    expect(reasons.length).toBeGreaterThan(4)
    for (const reason of reasons) expect(page).toContain(`\`${String(reason)}\``)
  })

  test('to authentication has every permission, and every reason of 401 and 403', () => {
    const page = read('guides/authentication.md')
    const permissions = new Set(Object.values(contract.operations).flatMap((each) => each.permissions))
    expect(permissions.size).toBeGreaterThan(10)
    for (const each of permissions) expect(page).toContain(`\`${each}\``)
    const reasons = [...enumOf('UnauthorizedDetails', 'reason'), ...enumOf('ForbiddenDetails', 'reason')]
    expect(reasons.length).toBeGreaterThan(5)
    for (const reason of reasons) expect(page).toMatch(new RegExp(`^\\| 40[13] +\\| \`${String(reason)}\``, 'm'))
  })

  test('to transfers has every status', () => {
    const page = read('guides/transfers.md')
    for (const status of enumOf('TransferStatus')) expect(page).toContain(`| \`${String(status)}\``)
  })

  test('to rate limits has the numbers of the contract', () => {
    const [minute, hour] = contract.rateLimits
    expect(read('guides/rate-limits.md')).toContain(`${minute?.requests} requests per minute and ${hour?.requests} per hour`)
  })
})
