import type { Store, TenantStore } from '../../store/store.ts'

/** A store with two empty tenants. */
export interface Opened {
  readonly store: Store
  readonly ours: TenantStore
  readonly theirs: TenantStore
}
