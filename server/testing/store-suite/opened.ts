import type { OpenStore, TenantStore } from '../../store/store.ts'

/** A store with two empty tenants. */
export interface Opened {
  readonly store: OpenStore
  readonly ours: TenantStore
  readonly theirs: TenantStore
}
