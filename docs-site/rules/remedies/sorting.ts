import type { Remedy } from './remedy.ts'

export const sorting: readonly Remedy[] = [
  {
    rules: ['ascending', 'descending', 'descending-reverses-ascending', 'same-set', 'every-page-in-order'],
    text: 'Sort in the database, over the whole list before the page is cut: text by code point, null last in ascending and first in descending order, equal values by id. Sort numbers and times as such, not as text.',
    stacks: {
      SQL: 'PostgreSQL: `order by name collate "C" asc nulls last, id`. MySQL puts null first: `order by name is null, name collate utf8mb4_bin, id`. An inner join or `where column is not null` drops rows.',
      Spring: '`Sort.Order.nullsLast()` is only a hint, which some stores ignore: check the statement that is sent.',
      Django: '`F("name").asc(nulls_last=True)`, and `Collate("name", "C")` for text.',
      'ASP.NET Core':
        'Linguistic comparison is the default of .NET: use `StringComparer.Ordinal` in memory, and `EF.Functions.Collate` in queries.',
      Express: '`localeCompare` is linguistic, and `<` compares UTF-16 units, which differs from code points only above U+FFFF.',
    },
  },
  {
    rules: ['filter-holds', 'filters-intersect', 'filter-complete', 'parameter-order-irrelevant'],
    text: 'Build one condition per given filter, and combine them with AND, from a table that maps each parameter to its column. Then no filter is forgotten and their order cannot matter. Use the same condition for `total`.',
    stacks: {
      Spring: 'Combine `Specification`s with `and`. A derived query method covers only one combination.',
      Django: 'List every parameter in `filterset_fields`; unknown names are ignored without an error.',
      SQL: 'A filter on the right side of a `left join` belongs into `on` or makes it an inner join: decide which.',
    },
  },
  {
    rules: ['period-includes-its-ends'],
    text: 'Compare with `>=` for `startDate` and `<=` for `endDate`, as instants in UTC. Decide what a date without a time means, and convert it once.',
    stacks: {
      SQL: 'Truncated precision moves the ends: a column with microseconds and a parameter with milliseconds are not equal. Store milliseconds.',
    },
  },
  {
    rules: ['unknown-direction-refused', 'unknown-field-refused', 'unknown-filter-value-refused', 'unknown-parameter-refused'],
    text: 'Validate the query against the parameters of the operation: unknown names, values outside an enum and unknown sort fields are 400 with an issue that names the parameter. A parameter that is ignored looks to the client like one that works.',
    stacks: {
      Fastify: 'Set `additionalProperties: false` in the query schema, and create Ajv with `removeAdditional: false`.',
      Express: '`express-openapi-validator` rejects unknown parameters by default.',
      Spring: 'Unknown parameters are ignored: compare `request.getParameterMap().keySet()` with the documented names in an interceptor.',
      Django: '`OrderingFilter` ignores unknown fields. Raise `ValidationError` in `remove_invalid_fields`.',
      FastAPI: 'Declare a model of the query with `ConfigDict(extra="forbid")`, available since 0.115, and an `Enum` for values.',
      'ASP.NET Core': 'Unknown parameters are ignored: check `Request.Query.Keys` in a filter.',
    },
  },
]
