import type { Remedy } from './remedy.ts'

export const schema: readonly Remedy[] = [
  {
    rules: ['success-body', 'no-undocumented-property', 'answers-what-was-asked'],
    text: 'Map rows to responses with a function for each schema that names every property. Do not send rows or entities as they are. Validate responses against the contract in tests.',
    stacks: {
      Express: '`express-openapi-validator` with `validateResponses: true` in tests reports what does not match.',
      Fastify: 'Response schemas drop undocumented properties, but also hide mistakes: validate in tests, too.',
      Spring: 'Return DTOs or records, not JPA entities. `@JsonInclude(NON_NULL)` removes required properties with null.',
      'ASP.NET Core': 'Return records. `WhenWritingNull` removes required properties with null.',
      Django: 'List `fields` in serializers. `fields = "__all__"` publishes new columns.',
      FastAPI: 'Set `response_model`; do not return dictionaries of rows.',
    },
  },
  {
    rules: ['json-unambiguous'],
    text: 'Let a JSON library write the whole body, in UTF-8 without a byte order mark. Bodies from parts of text have repeated names and broken strings.',
    stacks: {
      'ASP.NET Core': 'A `StreamWriter` with `Encoding.UTF8` writes a byte order mark: use `new UTF8Encoding(false)`.',
      SQL: '`json_build_object` and `json` keep repeated names; `jsonb` does not.',
    },
  },
  {
    rules: ['secret-shown-once'],
    text: 'Store a hash of the secret only. Return the secret in the two responses that issue it, and build all other responses with a function that does not know secret or hash.',
  },
  {
    rules: ['ids-opaque', 'ids-have-their-type', 'unique-value-has-one-id'],
    text: 'Draw ids from a random source (at least 64 bits), with the prefix of the type, when the row is inserted. Never derive them from a counter or show the number of a row. A unique value belongs to one row: enforce it with a constraint.',
    stacks: {
      SQL: '`create unique index on products (tenant_id, sku)`. A `serial` column may exist, but not in responses.',
      Django: 'Use a `CharField` primary key with a default that draws the id, instead of `AutoField`.',
    },
  },
  {
    rules: ['times-in-order', 'past-times-have-passed', 'records-never-change'],
    text: 'Take the time once per request, from one clock, and use it for `createdAt`, `updatedAt` and records. Send RFC 3339 in UTC. Never update `createdAt` or a record: insert a new one.',
    stacks: {
      SQL: 'Do not mix `now()` of the database with the clock of the application. Use `timestamptz`; revoke `update` on tables of records.',
      Spring: '`@CreatedDate` with `@Column(updatable = false)`; set `hibernate.jdbc.time_zone=UTC`.',
      Django: '`USE_TZ = True`. `auto_now_add` and `auto_now` take the time twice, so they differ on creation by microseconds.',
    },
  },
  {
    rules: ['same-version-same-values', 'no-older-version-again', 'values-do-not-flicker', 'one-name-for-one-id'],
    text: 'All responses must come from the same state. Read from the primary after a write, remove cache entries in the transaction that changes a row, and look up names by id instead of storing copies. A change of any shown value changes `updatedAt`.',
    stacks: {
      Gateways: 'During a rollout, servers of two versions answer in turn: make changes of data and texts compatible, or switch at once.',
      SQL: 'A trigger that sets `updated_at` also covers writes that bypass the application.',
    },
  },
  {
    rules: ['arithmetic-holds', 'derived-values-agree', 'shortage-means-unavailable', 'stock-summed'],
    text: 'Compute derived values from the values of the same response, with the formula of the contract, when the response is built. Stored totals get old. Sums may exceed the limit of one line: use 64-bit numbers, and do not cap them.',
    stacks: {
      SQL: '`sum(int)` is `bigint` in PostgreSQL; a cast back to `int` overflows. Compare with `coalesce(sum(x), 0)`, because the sum of nothing is null.',
      'ASP.NET Core': '`int` overflows silently unless it is `checked`: use `long`.',
      Spring: 'Use `long` or `Math.addExact`.',
    },
  },
  {
    rules: ['nothing-twice'],
    text: 'A join repeated a row. Load the parts of a resource with a statement of their own, or remove repetitions by id.',
    stacks: {
      Spring: 'Use `Set` or `distinct` for fetched collections.',
      Django: 'Use `prefetch_related` instead of a join over several relations.',
    },
  },
]
