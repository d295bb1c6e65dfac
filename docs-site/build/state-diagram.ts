/**
 * State diagrams of the contract (`x-transitions`) as SVG. The layout is one column from top to bottom, which fits a phone, and room for one state beside it
 * that several states lead to, such as canceling.
 */
import type { Contract, StateMachine } from '../../spec/contract.ts'
import { text as escaped } from '../../verification/proof/page/markup.ts'
import { figureOf, figureText } from './markup.ts'

type Edge = StateMachine['edges'][number]

const box = { left: 56, width: 118, height: 34 }
const side = { left: 254, width: 118 }
const row = { first: 8, step: 84 }
const middle = box.left + box.width / 2
const trunk = side.left + side.width / 2
const width = 380

/** States that follow each other: from the first one, each by an edge that leads from no other state. */
function columnOf({ states, edges }: StateMachine): readonly string[] {
  const column = states.slice(0, 1)
  const isStep = (from: string, to: string): boolean => edges.some((edge) => edge.to === to && sourcesOf(edge).join() === from)
  for (;;) {
    const next = states.find((state) => !column.includes(state) && isStep(column.at(-1) ?? '', state))
    if (next === undefined) return column
    column.push(next)
  }
}

const sourcesOf = ({ from, to }: Edge): readonly string[] => from.filter((each) => each !== to)

/** What a client sends for an edge: a property of the body, the end of the path, or only a method. */
function labelOf(edge: Edge, { edges }: StateMachine, { operations }: Contract): string {
  if (edge.when !== undefined) return `${edge.when.property}: ${edge.when.value}`
  if (edges.some((each) => each.operation === edge.operation && each.when !== undefined)) return 'edit'
  const operation = operations[edge.operation]
  const end = /\/[^/{}]+$/.exec(operation?.path ?? '')?.[0]
  return end ?? operation?.method ?? ''
}

/**
 * The diagram of a resource as an HTML figure on one line.
 *
 * @param parameter the path parameter that identifies the resource: `transferId`
 * @throws Error if the contract has no such states, or states that this layout has no place for
 */
export function stateDiagram(contract: Contract, parameter: string): string {
  const machine = contract.stateMachines.find((each) => each.parameter === parameter)
  if (machine === undefined)
    throw new Error(`expected states of one of ${contract.stateMachines.map((each) => each.parameter).join(', ')}, got "${parameter}"`)
  const column = columnOf(machine)
  const beside = machine.states.filter((state) => !column.includes(state))
  if (beside.length > 1)
    throw new Error(`the diagram of ${parameter} has room for one state beside the column, and the contract has ${beside.join(', ')}`)

  const top = (state: string): number => row.first + row.step * (beside.includes(state) ? column.length - 1 : column.indexOf(state))
  const center = (state: string): number => top(state) + box.height / 2
  const arrow = (path: string): string => `<path d="${path}" marker-end="url(#arrow-${parameter})"/>`

  const drawn = machine.edges.flatMap((edge) => {
    const label = labelOf(edge, machine, contract)
    const at = column.indexOf(edge.to)
    if (at === -1) {
      const [first = ''] = sourcesOf(edge)
      const start = (from: string): string => `M${box.left + box.width},${center(from)}`
      // A state in the same row needs no way down.
      const branches = sourcesOf(edge).map((from) =>
        top(from) === top(edge.to) ? arrow(`${start(from)} H${side.left}`) : `<path d="${start(from)} H${trunk}"/>`,
      )
      return [...branches, arrow(`M${trunk},${center(first)} V${top(edge.to)}`), figureText(trunk - 4, center(first) - 6, label, 'end')]
    }
    return edge.from.map((from) => {
      if (from === edge.to) {
        const y = center(from) - 6
        return (
          arrow(`M${box.left},${y} C${box.left - 34},${y - 8} ${box.left - 34},${y + 20} ${box.left},${y + 12}`) +
          figureText(4, y - 6, label)
        )
      }
      if (column.indexOf(from) === at - 1)
        return arrow(`M${middle},${top(from) + box.height} V${top(edge.to)}`) + figureText(middle + 8, top(edge.to) - 22, label)
      if (column.indexOf(from) === at + 1) {
        const [start, end] = [center(from), center(edge.to) + 12]
        return arrow(`M${box.left},${start} C${box.left - 46},${start - 16} ${box.left - 46},${end + 16} ${box.left},${end}`)
      }
      throw new Error(`the diagram of ${parameter} has no place for the step from ${from} to ${edge.to}`)
    })
  })

  const boxes = machine.states.map((state) => {
    const x = beside.includes(state) ? side.left : box.left
    const isFinal = !machine.edges.some((edge) => edge.from.includes(state))
    const frame = (inset: number): string =>
      `<rect x="${x + inset}" y="${top(state) + inset}" width="${box.width - 2 * inset}" height="${box.height - 2 * inset}" rx="${8 - inset}" style="fill:var(--vp-c-bg-soft);stroke:var(--vp-c-brand-1)"/>`
    return `<g class="state">${frame(0)}${isFinal ? frame(3) : ''}${figureText(x + box.width / 2, center(state) + 5, state, 'middle', 600)}</g>`
  })

  const steps = machine.edges.flatMap((edge) => edge.from.map((from) => `${from} to ${edge.to} by ${labelOf(edge, machine, contract)}`))
  const height = row.first + row.step * (column.length - 1) + box.height + row.first
  const marker = `<marker id="arrow-${parameter}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0,0 L8,4 L0,8 z" fill="currentColor" stroke="none"/></marker>`
  const base = machine.edges.map(({ operation }) => contract.operations[operation]?.path ?? '').sort((a, b) => a.length - b.length)[0] ?? ''
  return figureOf(
    width,
    height,
    `States: ${steps.join('; ')}.`,
    `<defs>${marker}</defs>${drawn.join('')}${boxes.join('')}`,
    // A path is longer than a phone is wide.
    `Requests to <code style="overflow-wrap:anywhere">${escaped(base)}</code>. A double border marks a final status.`,
  )
}
