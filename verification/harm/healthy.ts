/** Successive runs on the healthy server with every consent, and what they change in total. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { strayed, wireTo } from './cell.ts'
import { deploy, type Contact } from './deployment.ts'
import { namedIn, runOn, tagPrefix, type Named } from './suite-under-test.ts'
import type { Template } from './template.ts'
import { verdictOf, type Verdict } from './verdict.ts'

export interface Healthy extends Verdict {
  readonly runs: number
  /** The first stock line of the list, with its quantity on hand before and after, in millionths of a unit. */
  readonly firstLine: { readonly id: string; readonly before: unknown; readonly after: unknown }
  readonly elsewhere: readonly string[]
}

export async function healthyRuns(runs: number, template: Template): Promise<Healthy> {
  const directory = mkdtempSync(path.join(tmpdir(), 'harm-healthy-'))
  const deployment = await deploy(template, { id: 'none', imitates: 'Nothing.', how: (desk) => (call) => desk.pass(call) })
  const contacts: Contact[] = []
  const named: Named[] = []
  try {
    const { baseUrl, clock, sleep } = deployment
    for (let run = 1; run <= runs; run++) {
      const journal = path.join(directory, `${run}.jsonl`)
      const ran = await runOn({
        baseUrl,
        level: 'full',
        allowed: 'everything',
        seed: `harm ${run}`,
        journal,
        wire: wireTo(deployment, contacts),
        clock,
        sleep,
      })
      if (ran.undecidable !== undefined) throw new Error(`run ${run} of the healthy server: ${ran.undecidable}`)
      named.push(...ran.left, ...namedIn(journal))
      // The hourly rate limit that the run used up resets.
      await sleep(3_600_000)
    }
    const after = deployment.snapshot()
    const lines = (template.before.get('stockLines') ?? []).filter(({ tenantId }) => tenantId === 'tenant_nordwind')
    const [first] = lines.toSorted((a, b) => (String(a['productName']) < String(b['productName']) ? -1 : 1))
    const now = after.get('stockLines')?.find(({ tenantId, id }) => tenantId === first?.['tenantId'] && id === first?.['id'])
    return {
      runs,
      ...verdictOf({
        before: template.before,
        after,
        primary: template.primary,
        planted: deployment.planted,
        named,
        tag: tagPrefix,
      }),
      firstLine: { id: String(first?.['id']), before: first?.['quantityOnHand'], after: now?.['quantityOnHand'] },
      elsewhere: strayed(contacts, deployment),
    }
  } finally {
    await deployment.close()
    rmSync(directory, { recursive: true })
  }
}
