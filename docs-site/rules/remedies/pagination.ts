import type { Remedy } from './remedy.ts'

export const pagination: readonly Remedy[] = [
  {
    rules: [
      'limit-above-maximum-refused',
      'limit-below-one-refused',
      'limit-not-a-number-refused',
      'page-not-a-number-refused',
      'page-below-one-refused',
      'limit-twice-refused',
    ],
    text: 'Validate `page` and `limit` against the schema of the contract in one step for all lists, and return 400 instead of correcting a value. `Math.min(limit, 100)` and `parseInt` hide the mistake from the client.',
    stacks: {
      Express: '`?limit=1&limit=2` gives an array in `req.query`: reject it. `Number("")` is 0.',
      Fastify:
        'Query schemas convert `"20"` to a number, but also need `type: integer`, `minimum` and `maximum`. A repeated parameter is an array and fails the type.',
      Spring:
        '`Pageable` replaces invalid values by defaults and cuts the size at `max-page-size`. Bind `@RequestParam @Min(1) @Max(100) int limit` instead, with `@Validated` on the class.',
      'ASP.NET Core':
        'Bind `[Range(1, 100)] int limit = 20`. A repeated parameter binds its first value only: check `Request.Query["limit"].Count`.',
      Django:
        '`PageNumberPagination` ignores invalid sizes and returns 404 for invalid pages. Override `get_page_size` and `paginate_queryset`.',
      FastAPI: '`limit: Annotated[int, Query(ge=1, le=100)] = 20`, and 400 instead of 422. A repeated parameter keeps its last value only.',
    },
  },
  {
    rules: ['maximum-honoured', 'default-page-size', 'echoes-what-was-asked'],
    text: 'Take the default and the maximum from the contract, and return the values that were used: `pageSize` is the requested size, not the number of items.',
    stacks: { Django: 'REST framework uses `max_page_size` without telling: set it to the maximum of the contract.' },
  },
  {
    rules: ['past-the-end-empty', 'nothing-found-is-empty'],
    text: 'A page past the end is an empty list with the same totals, and no match is `total` 0 and `totalPages` 0. Compute the total on its own, not from the rows of the page.',
    stacks: {
      SQL: '`count(*) over ()` returns no row, and so no total, on an empty page. Use a second statement in the same snapshot.',
      Django: '`Paginator.page` raises `EmptyPage` past the end: use slices, or return an empty page.',
      Spring: '`Page.getTotalPages()` is right for 0 items; do not take the maximum with 1.',
    },
  },
  {
    rules: ['page-not-overfull', 'total-pages', 'total-constant', 'page-as-full-as-its-total'],
    text: 'Use one `where` clause for the page and for the total, in one snapshot, and compute `totalPages` as `ceil(total / pageSize)` with whole numbers. Filter in the database: a filter after `limit` leaves pages short.',
    stacks: {
      SQL: 'A join with a one-to-many table repeats rows: use `exists`, or `count(distinct id)` and a subquery for the page.',
      Django: '`filter` over a relation repeats rows; add `distinct()`.',
      Spring: 'A `join fetch` of a collection with a page is done in memory. Fetch the ids first, then the rows.',
    },
  },
  {
    rules: [
      'walk-complete',
      'walk-without-repeats',
      'default-order-stable',
      'same-order-for-any-page-size',
      'order-continues',
      'same-request-same-rows',
    ],
    text: 'Give every list a total order: the documented sort field, then the id. Without an order, a database returns rows as they come, and pages repeat or lose items.',
    stacks: {
      SQL: '`order by created_at, id`: the same columns and the same collation for every page. `offset` is `(page - 1) * limit`.',
      Spring: 'Append the id to each sort: `sort.and(Sort.by("id"))`.',
      Django: 'Set `ordering = ["created_at", "id"]` in `Meta`; `UnorderedObjectListWarning` names lists without one.',
      'ASP.NET Core': 'Entity Framework warns about `Skip` without `OrderBy`. Add `ThenBy(x => x.Id)`.',
      Gateways: 'If replicas answer in turn, send the reads of a client to one of them, or read from the primary.',
    },
  },
  {
    rules: ['item-equals-its-row', 'full-lists-agree'],
    text: 'Build the item of a list and the single resource with the same function from the same rows. Counters and copies that are stored elsewhere, such as a search index, a cache or a replica, must be updated in the same transaction, or not be used.',
  },
]
