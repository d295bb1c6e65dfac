import type { DemoTenant } from '../../../server/demo/keys.ts'

export const otherOf = (tenant: DemoTenant): DemoTenant => (tenant === 'nordwind' ? 'suedlicht' : 'nordwind')
