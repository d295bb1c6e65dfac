/** All pages about the rules, for the site and its navigation. */
import type { Area } from '../../conformance/model/rule.ts'
import { areas } from '../../verification/proof/areas.ts'
import { areaPage } from './area-page.ts'
import { indexPage } from './index-page.ts'
import { requirementsPage } from './requirements-page.ts'
import type { Source } from './source.ts'

export interface RulePage {
  /** File name below `rules/`, without a suffix. */
  readonly name: string
  readonly title: string
  /** Markdown. */
  readonly content: (source: Source) => string
}

export const rulePages: readonly RulePage[] = [
  { name: 'index', title: 'All rules', content: indexPage },
  { name: 'requirements', title: 'Requirements', content: requirementsPage },
  ...(Object.keys(areas) as Area[]).map((area) => ({
    name: area,
    title: areas[area],
    content: (source: Source) => areaPage(area, source),
  })),
]
