import type { Remedy } from './remedy.ts'

export const tenant: readonly Remedy[] = [
  {
    rules: ['foreign-item-not-found', 'foreign-head-not-found', 'existence-hidden', 'foreign-write-refused'],
    text: 'Put the tenant of the key into the **condition** of every statement, reads and writes: `where id = ? and tenant_id = ?`. Then the resource of another tenant is not found, and the response is the same as for an unknown id. Do not load first and compare afterwards: this leads to 403, other codes and other times.',
    stacks: {
      SQL: "Row-level security of PostgreSQL adds the condition to every statement: `create policy … using (tenant_id = current_setting('app.tenant'))`. The owner of a table bypasses it without `force row level security`.",
      Spring: 'Use `@TenantId` of Hibernate 6. `findById` with a plain `@Filter` does not apply the filter.',
      Django: 'Filter by `tenant=request.tenant` in `get_queryset`. `get_object_or_404(Model, pk=…)` forgets it.',
      'ASP.NET Core': 'Use a global query filter. `Find` and raw SQL bypass it.',
      Express: 'Give handlers a store that is bound to the tenant of the key, instead of the connection.',
    },
  },
  {
    rules: ['lists-disjoint', 'nothing-in-two-tenants'],
    text: 'Scope lists, counts, searches, exports and caches by tenant. Include the tenant in every cache key. Do not keep the tenant in a variable that outlives the request, or on a pooled connection.',
    stacks: {
      SQL: 'With a connection pool, use `set local` in a transaction: `set` stays on the connection for the next request.',
      Express: 'Use `AsyncLocalStorage` or an argument, never a module variable.',
      Spring: 'Clear a `ThreadLocal` in `finally`; threads are reused.',
      Django: 'The cache of a view does not vary by key unless the response has `Vary: Authorization`.',
      nginx: 'A cache needs the key: `proxy_cache_key "$http_authorization$request_uri"`, or no cache.',
    },
  },
  {
    rules: ['foreign-filter-finds-nothing', 'foreign-reference-refused'],
    text: 'Resolve ids in filters and bodies with the tenant in the condition, as for a path. A filter with an id of another tenant finds nothing; a reference in a body is the same error as for an unknown id, with an issue at its pointer.',
    stacks: { SQL: 'A foreign key on `(tenant_id, product_id)` makes a reference to another tenant impossible.' },
  },
  {
    rules: ['unique-values-apart'],
    text: 'Values are unique within a tenant, not in the whole database. Otherwise, a tenant learns what others have.',
    stacks: {
      SQL: '`unique (tenant_id, sku)` instead of `unique (sku)`.',
      Django: '`UniqueConstraint(fields=["tenant", "sku"], name=…)` instead of `unique=True`.',
    },
  },
]
