import type { Remedy } from './remedy.ts'

export const write: readonly Remedy[] = [
  {
    rules: ['documented-write-succeeds'],
    text: 'Test each write with the example of the contract, and with all optional properties left out. The finding names the one that failed.',
  },
  {
    rules: ['created-is-readable', 'created-is-listed', 'set-is-shown', 'answer-shows-what-was-sent', 'change-covers-what-was-sent'],
    text: 'Commit before you respond, and build the response from what was stored. A read that follows must see it: read from the primary, and do not list from an index that is updated later. Every property of the schema needs a column and a mapping in both directions.',
    stacks: {
      SQL: '`insert … returning *` and `update … returning *` give the stored values.',
      Spring: 'Use `saveAndFlush` if the response needs generated values. With a read replica, route reads after a write to the primary.',
      Django: 'Call `refresh_from_db()` after `save` if the database changes values.',
      Gateways: 'Send the requests of a client to the primary for some seconds after a write, or wait for the replica.',
    },
  },
  {
    rules: ['creation-is-new', 'location-leads-to-it'],
    text: 'Each creation inserts a row with a new id, even if the body equals an earlier one. `Location` is the path of that resource below the base path, so that a GET of it returns the resource.',
    stacks: {
      Spring:
        'A URL from `fromCurrentRequest()` is wrong if the resource lives elsewhere, and behind a proxy without `server.forward-headers-strategy`.',
      'ASP.NET Core': 'Name the GET route and use `CreatedAtRoute`.',
    },
  },
  {
    rules: ['duplicate-refused'],
    text: 'Let a unique constraint decide, and map its violation to 409 with `DUPLICATE`. A check before the insert alone lets two requests pass at the same time.',
    stacks: {
      SQL: 'PostgreSQL error 23505, MySQL 1062, SQLite `SQLITE_CONSTRAINT_UNIQUE`.',
      Spring: 'Handle `DataIntegrityViolationException`, and look at the name of the constraint.',
      Django: 'Catch `IntegrityError` inside `transaction.atomic()`. `UniqueValidator` leads to 400 instead of 409.',
      'ASP.NET Core': 'Catch `DbUpdateException` and look at the inner exception.',
    },
  },
  {
    rules: ['refused-creation-leaves-nothing', 'refused-change-changes-nothing'],
    text: 'Validate everything first, then write in one transaction that is rolled back on any error. Publish events and call other systems after the commit.',
    stacks: {
      Spring:
        '`@Transactional` rolls back on unchecked exceptions only: set `rollbackFor = Exception.class`. It has no effect on calls within the same object.',
      Django: 'Set `ATOMIC_REQUESTS = True`, or use `transaction.atomic()`.',
      'ASP.NET Core': 'Call `SaveChangesAsync` once.',
      Express: 'Use one connection for the transaction: with a pool, `pool.query("begin")` and the next query may use two.',
    },
  },
  {
    rules: ['text-kept-verbatim'],
    text: 'Store text as it came: bind parameters, and escape when it is displayed, not when it is stored. Reject text that is too long or not allowed instead of changing it.',
    stacks: {
      SQL: 'MySQL cuts text silently without `STRICT_TRANS_TABLES`, and loses characters outside the BMP with `utf8`: use `utf8mb4`.',
      Django: 'A `CharField` of a serializer trims white space: `trim_whitespace=False`.',
      Gateways: 'A web application firewall that removes or rejects such text breaks products with an apostrophe: exclude JSON bodies.',
    },
  },
  {
    rules: ['patch-changes-named-only', 'rest-stays-as-it-was', 'put-replaces', 'put-idempotent'],
    text: 'PATCH: change the properties that the body contains, and distinguish `null` (clear it) from absent (keep it). PUT: start from the defaults, not from the stored row, and accept the same body again with the same result.',
    stacks: {
      Express: 'Test with `Object.hasOwn(body, name)`, not with `body.name ?? old`.',
      Spring:
        'A DTO cannot distinguish null from absent: use `JsonNullable`, or read a `JsonNode`. `ObjectMapper.readerForUpdating` fits PATCH, not PUT.',
      'ASP.NET Core': 'A nullable property is null in both cases: use `JsonElement`, or record which names were set.',
      Django: 'Use `partial=True` for PATCH only.',
      FastAPI: '`model.model_dump(exclude_unset=True)` contains what was sent.',
      SQL: '`coalesce(?, column)` can never clear a value.',
    },
  },
  {
    rules: ['server-properties-refused'],
    text: 'The schemas of requests do not contain what the server sets, and forbid unknown properties. Do not use the schema of the response for requests.',
    stacks: {
      Spring: 'Use separate records for requests, and `fail-on-unknown-properties`.',
      Django: '`read_only_fields` are ignored without an error: compare `initial_data` with the writable fields.',
      'ASP.NET Core': 'Bind to a request record, not to the entity.',
      FastAPI: 'Use `ConfigDict(extra="forbid")` in the model of the request.',
    },
  },
  {
    rules: ['deleted-is-gone', 'deleted-is-not-listed', 'deleted-stays-gone', 'archived-is-readable'],
    text: 'A deleted resource is not found from then on: by id, in lists, and for a second deletion (404). An archived one stays readable in its final state, but not in lists. If you mark rows as deleted, put the mark into the condition of every statement, and remove the resource from caches and indexes at once.',
    stacks: {
      Spring: 'Use `@SoftDelete` of Hibernate 6.4 or `@SQLRestriction`; native queries bypass them.',
      Django: 'Filter in the default manager, and check `base_manager_name` for relations.',
      'ASP.NET Core': 'Use a global query filter.',
      SQL: 'Take the number of changed rows as the result: `delete … where id = ? and tenant_id = ?` that changes none is 404.',
    },
  },
  {
    rules: ['transition-carried-out', 'transition-happens-once', 'forbidden-transition-refused'],
    text: 'Keep the allowed transitions in one table, from the state machines of the contract (`x-transitions`), and change the state with a condition on the old one. No changed row means 409 with `INVALID_STATE`. Check the state only after the body is valid.',
    stacks: {
      SQL: "`update transfers set status = 'SHIPPED' where id = ? and status = 'APPROVED'`: of two requests at the same time, one changes no row.",
      Spring: '`@Version` prevents lost updates; map `OptimisticLockException` to 409.',
      Django: 'Use `select_for_update()`, or `filter(status=old).update(status=new)` and look at the count.',
    },
  },
]
