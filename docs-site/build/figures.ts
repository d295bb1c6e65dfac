/** A plugin of Vite that draws the figures of the guides from the contract and from recorded data. */
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vitepress'
import { contract, readContract, type Contract } from '../../spec/contract.ts'
import { rateLimitPlot, type RateLimitRun } from './rate-limit-plot.ts'
import { readLiveBundle } from './site-files.ts'
import { stateDiagram } from './state-diagram.ts'

const recordedRun = (): RateLimitRun => JSON.parse(readFileSync(new URL('../rate-limits.json', import.meta.url), 'utf8')) as RateLimitRun

/** Replaces `<!--states transferId-->` and `<!--plot rate-limits-->` of a page by figures. Throws for a name that does not exist. */
export function withFigures(page: string, current: () => Contract): string {
  return page.replaceAll(/^<!--(states|plot) ([\w-]+)-->$/gm, (_comment, kind: string, name: string) => {
    if (kind === 'states') return stateDiagram(current(), name)
    if (name !== 'rate-limits') throw new Error(`expected the plot rate-limits, got "${name}"`)
    return rateLimitPlot(recordedRun())
  })
}

/** The plugin. While the site is served, diagrams follow the sources of the contract. */
export function figures(): Plugin {
  let isLive = false
  return {
    name: 'figures',
    // Before VitePress makes a component of the page.
    enforce: 'pre',
    configResolved({ command }) {
      isLive = command === 'serve'
    },
    transform: (code, id) =>
      id.endsWith('.md') ? withFigures(code, () => (isLive ? readContract(readLiveBundle()) : contract)) : undefined,
  }
}
