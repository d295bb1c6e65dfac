import {
  type Compilable,
  type Expression,
  type ExpressionBuilder,
  expressionBuilder,
  type Kysely,
  type SelectQueryBuilder,
  sql,
  type SqlBool,
} from 'kysely'
import type { Session } from './engine.ts'
import { statement, type Value } from './statement.ts'
import type { Page } from './list-query.ts'
import { type CountedTable, countedSet, countOf } from './row-counts.ts'
import type { Tables } from './tables.ts'
import { unindexed } from './unindexed.ts'

/** The parameters of every list besides its filters; sorting parameters exist only if the list can be sorted. */
interface Paging {
  readonly page: number
  readonly limit: number
  readonly sortBy?: string
  readonly sortOrder?: 'asc' | 'desc'
}
type FilterName<Asked> = Exclude<keyof Asked, keyof Paging> & string
type Wanted<Asked> = { readonly [Name in FilterName<Asked>]: NonNullable<Asked[Name]> }
type SortField<Asked> = Asked extends { readonly sortBy: infer Field extends string } ? Field : never

/** A list with the names of the contract: a missing filter or sort field of the operation is a compile error. */
export interface ListDefinition<Asked extends Paging, Context, From extends keyof Tables, DB, TB extends keyof DB, Row> {
  /** Selects the tenant's rows from the table with one row per item. Here and below, the context consists of placeholders, not values. */
  readonly from: (
    db: Kysely<Tables>,
    tenantId: string,
    context: Context,
    sortBy: SortField<Asked> | undefined,
  ) => SelectQueryBuilder<Tables, From, object>
  /**
   * The condition of each filter. It gets placeholders of the query and the context, not values, and can use only the table that is counted;
   * other tables require subqueries. It may add what the index of an order can use.
   */
  readonly filters: {
    readonly [Name in FilterName<Asked>]: (
      where: ExpressionBuilder<Tables, From>,
      wanted: Wanted<Asked>[Name],
      context: Context,
      sortBy: SortField<Asked> | undefined,
    ) => Expression<SqlBool>
  }
  /**
   * Selective filters: their items are found by an index of the filter and then sorted, instead of scanning in sort order. Each with
   * the sort fields that its index provides directly.
   */
  readonly narrow?: { readonly [Name in FilterName<Asked>]?: readonly SortField<Asked>[] }
  /** Filters whose items all have the same value of a sort field, so that their order is that of the ids. */
  readonly fixes?: { readonly [Name in FilterName<Asked>]?: readonly SortField<Asked>[] }
  /**
   * The table whose rows the database counts for some filters, if these have the names of its columns (`row-counts.ts`). It may have millions of rows, so its
   * `sorts` and `id` must be columns of it alone: the rows before a deep page are then skipped in an index.
   */
  readonly counted?: CountedTable & From
  /** Another way to the total for some combinations of filters, if counting the matching rows takes too long; `undefined` for all others. */
  readonly total?: (
    db: Kysely<Tables>,
    at: Context & Wanted<Asked> & { readonly tenantId: string },
    used: readonly FilterName<Asked>[],
  ) => Compilable<Total> | undefined
  /**
   * The matching rows of one part of all, for combinations of filters and orders that no index has all matching rows of, but those of each part: a page is then
   * merged of them, instead of passing all others. The `total` returns the values of the parts. The columns of the order are those of one table, and never null.
   */
  readonly part?: (
    used: readonly FilterName<Asked>[],
    sortBy: SortField<Asked> | undefined,
  ) =>
    | ((
        db: Kysely<Tables>,
        at: Context & Wanted<Asked> & { readonly tenantId: string },
        value: number,
      ) => SelectQueryBuilder<Tables, From, object>)
    | undefined
  /** The bound value of a filter if it differs from the requested value. */
  readonly bound?: { readonly [Name in FilterName<Asked>]?: (wanted: Wanted<Asked>[Name]) => Value }
  /** Joins and selects the data of an item, exactly one row each. */
  readonly rows: (
    query: SelectQueryBuilder<Tables, From, object>,
    context: Context & { readonly tenantId: string },
  ) => SelectQueryBuilder<DB, TB, Row>
  /** The column of each `sortBy`; each has an index, unless it is a sum that depends on the date. */
  readonly sorts: {
    readonly [Field in SortField<Asked>]: (row: ExpressionBuilder<DB, TB>, context: Context) => Expression<unknown>
  }
  /** The column or columns that make every order total: for joined tables, those of the table whose index has the order. */
  readonly id: (
    row: ExpressionBuilder<DB, TB>,
    sortBy: SortField<Asked> | undefined,
  ) => Expression<unknown> | readonly Expression<unknown>[]
}

/** Returns a page of a list for one tenant. */
export type List<Asked, Context, Row> = (
  session: Session,
  asked: Asked,
  context: Context & { readonly tenantId: string },
) => Promise<Page<Row>>

interface Total {
  readonly total: number
  /** The values of the parts that the rows consist of, separated by commas. */
  readonly parts?: string | null
}

interface Place {
  readonly tenantId: string
  readonly limit: number
  readonly offset: number
}

interface Order {
  readonly sortBy: string | undefined
  readonly sortOrder: 'asc' | 'desc'
}

const reverseOf = { asc: 'desc', desc: 'asc' } as const

/** From this number of rows between a page and the nearer end on, the rows of the page are found first, and joined and read then. */
const deep = 200

/** Where a page is, from the nearer end of the rows: `undefined` if it is past the last row. */
function placeOf({ limit, offset }: Pick<Place, 'limit' | 'offset'>, total: number) {
  const left = total - offset
  if (left <= 0) return undefined
  const after = Math.max(left - limit, 0)
  return after < offset ? { isFromEnd: true, limit: Math.min(limit, left), offset: after } : { isFromEnd: false, limit, offset }
}

/** A page is merged of at most as many parts: each takes time to plan, and SQLite permits 500. */
const maxParts = 64

/** The values of the parts that a page is merged of; none if there are too many. */
function partsOf({ parts }: Partial<Total> = {}): number[] {
  const values = parts == null ? [] : parts.split(',').map(Number)
  return values.length > maxParts ? [] : values
}

/** Calls a function once for each argument. */
const once = <Made>(make: (count: number) => Made): ((count: number) => Made) => {
  const known = new Map<number, Made>()
  return (count) => {
    const made = known.get(count) ?? make(count)
    known.set(count, made)
    return made
  }
}

const nameOfPart = (index: number) => `part${index}`

/** Maximum number of cached combinations of filters and order per list. */
const maxShapes = 200

/**
 * A list as defined by the contract: an exact total, an order that `id` makes total, `null` greater than every value, and descending the exact
 * reverse of ascending. A page is read from the nearer end, because the database reads all rows between that end and the page; a page past the end reads none.
 * The SQL of a combination of filters and order is compiled on first use and then cached.
 * `Context` are arguments of the filters besides the query.
 */
export const list =
  <Asked extends Paging, Context extends object = object>() =>
  <From extends keyof Tables, DB, TB extends keyof DB, Row>(
    definition: ListDefinition<Asked, Context, From, DB, TB, Row>,
  ): List<Asked, Context, Row> => {
    type Name = FilterName<Asked>
    type Args = Place & Context & Wanted<Asked>

    const { from, filters, narrow, fixes, counted, total, part, bound, rows, sorts, id } = definition
    const ordersOf: Readonly<Record<string, readonly string[] | undefined>> = { ...narrow }
    const fixed: Readonly<Record<string, readonly string[] | undefined>> = { ...fixes }
    const sortColumns: Readonly<Record<string, (row: ExpressionBuilder<DB, TB>, context: Context) => Expression<unknown>>> = sorts

    const filtered = (db: Kysely<Tables>, at: Args, used: readonly Name[], sortBy?: string) => {
      const wanted: Wanted<Asked> = at
      const condition = (where: ExpressionBuilder<Tables, From>, name: Name) =>
        filters[name](where, wanted[name], at, sortBy as SortField<Asked>)
      return used.reduce(
        (query, name) => query.where((where) => condition(where, name)),
        from(db, at.tenantId, at, sortBy as SortField<Asked>),
      )
    }

    /** Whether the items are found by the index of a filter that does not provide the requested order. */
    const toSort = (used: readonly Name[], sortBy = ''): boolean => {
      const orders = used.map((name) => ordersOf[name]).filter((each) => each !== undefined)
      return orders.length > 0 && !orders.some((each) => each.includes(sortBy))
    }

    const idsOf = (sortBy?: string) => [id(expressionBuilder<DB, TB>(), sortBy as SortField<Asked>)].flat()

    /** Puts rows into an order that is total. */
    const ordered = <R>(
      all: SelectQueryBuilder<DB, TB, R>,
      at: Args,
      used: readonly Name[],
      { sortBy, sortOrder }: Order,
      isToSort = toSort(used, sortBy),
    ) => {
      const isFixed = used.some((name) => fixed[name]?.includes(sortBy ?? ''))
      const column = sortBy === undefined || isFixed ? undefined : sortColumns[sortBy]
      const sorted =
        column === undefined
          ? all
          : all.orderBy(
              (row) => (isToSort ? unindexed(column(row, at)) : column(row, at)),
              (order) => (sortOrder === 'desc' ? order.desc().nullsFirst() : order.asc().nullsLast()),
            )
      return idsOf(sortBy).reduce<typeof sorted>((query, column) => query.orderBy(column, sortOrder), sorted)
    }

    // The columns of a table have the same names without the joins.
    const alone = (query: SelectQueryBuilder<Tables, From, object>) => query as unknown as SelectQueryBuilder<DB, TB, object>

    /** Joins and reads the rows whose ids a query finds. */
    const rowsWith = (ids: SelectQueryBuilder<never, never, object>, db: Kysely<Tables>, at: Args, used: readonly Name[], order: Order) => {
      const columns = idsOf(order.sortBy)
      const row = columns.length === 1 ? sql`${columns[0]}` : sql`(${sql.join(columns)})`
      // SQLite runs a subquery for several columns twice, but not this.
      const found = db.with(
        (page) => page('page').materialized(),
        () => ids,
      ) as unknown as Kysely<Tables>
      const page = from(found, at.tenantId, at, order.sortBy as SortField<Asked>).where(sql<SqlBool>`${row} in (select * from "page")`)
      return ordered(rows(page, at), at, used, order, true)
    }

    /** A statement for the rows of a page that is merged of parts, if it has any. */
    const mergedOf = (count: number, used: readonly Name[], order: Order) => {
      const ofValue = part?.(used, order.sortBy as SortField<Asked>)
      const column = sortColumns[order.sortBy ?? '']
      if (ofValue === undefined || column === undefined) return undefined
      return statement((db, at: Args) => {
        const values = at as unknown as Readonly<Record<string, number>>
        const columns = [column(expressionBuilder<DB, TB>(), at), ...idsOf(order.sortBy)]
        const named = columns.map((each, index) => sql`${each}`.as(`column${index}`))
        const parts = Array.from({ length: count }, (_, index) => {
          const all = ordered(alone(ofValue(db, at, values[nameOfPart(index)] ?? 0)), at, used, order, false)
          // PostgreSQL merges what is in order; SQLite does not need the inner order, but permits it in a subquery only.
          return db.selectFrom(all.select(named).as('part')).selectAll()
        })
        const all = parts.reduce((query, each) => query.unionAll(each))
        const inOrder = columns.reduce<typeof all>((query, _, index) => query.orderBy(sql.ref(`column${index}`), order.sortOrder), all)
        const ids = db
          .selectFrom(inOrder.limit(at.limit).offset(at.offset).as('page'))
          .select(idsOf(order.sortBy).map((_, index) => sql.ref(`column${index + 1}`).as(`id${index}`)))
        return rowsWith(ids, db, at, used, order)
      })
    }

    const shapeOf = (used: readonly Name[], sortBy: string | undefined, sortOrder: 'asc' | 'desc') => ({
      rows: statement((db, at: Args) =>
        ordered(rows(filtered(db, at, used, sortBy), at), at, used, { sortBy, sortOrder })
          .limit(at.limit)
          .offset(at.offset),
      ),
      /** The same, for a table of which an index has all that the order needs. */
      deepRows: statement((db, at: Args) => {
        const ids = idsOf(sortBy).map((column, index) => sql`${column}`.as(`id${index}`))
        const page = ordered(alone(filtered(db, at, used, sortBy)), at, used, { sortBy, sortOrder })
          .limit(at.limit)
          .offset(at.offset)
        return rowsWith(page.select(ids), db, at, used, { sortBy, sortOrder })
      }),
      /** The same, merged of a number of parts; `undefined` if it has none. */
      merged: once((count: number) => mergedOf(count, used, { sortBy, sortOrder })),
      total: statement((db, at: Args): Compilable<Total> => {
        const other = total?.(db, at, used)
        if (other !== undefined) return other
        const set = counted === undefined ? undefined : countedSet(counted, used)
        // A combination without rows may have no count.
        if (counted !== undefined && set !== undefined) return countOf(db, at.tenantId, counted, set, at)
        return filtered(db, at, used).select((count) => count.fn.countAll<number>().as('total'))
      }),
    })

    const names = Object.keys(filters) as Name[]
    const shapes = new Map<string, ReturnType<typeof shapeOf>>()
    const shape = (used: readonly Name[], sortBy: string | undefined, sortOrder: 'asc' | 'desc') => {
      const key = [sortBy, sortOrder, ...used].join()
      const known = shapes.get(key)
      if (known !== undefined) return known
      const made = shapeOf(used, sortBy, sortOrder)
      if (shapes.size >= maxShapes) shapes.clear()
      shapes.set(key, made)
      return made
    }

    return async (session, asked, context) => {
      const { page, limit, sortBy, sortOrder = 'asc' } = asked
      const used = names.filter((name) => asked[name] !== undefined)
      const { total } = shape(used, sortBy, sortOrder)
      // Filters that are not requested do not occur in the statement.
      const wanted = Object.fromEntries(
        used.map((name) => {
          const value = asked[name] as Wanted<Asked>[Name]
          const bind: ((wanted: typeof value) => Value) | undefined = bound?.[name]
          return [name, bind === undefined ? value : bind(value)]
        }),
      ) as Wanted<Asked>
      const args = { ...context, ...wanted, limit, offset: (page - 1) * limit }
      const [first, data] = await session.counted([total, args], (first) => {
        const at = placeOf(args, first?.total ?? 0)
        if (at === undefined) return undefined
        const { rows, deepRows, merged } = shape(used, sortBy, at.isFromEnd ? reverseOf[sortOrder] : sortOrder)
        const parts = partsOf(first)
        const ofParts = parts.length === 0 ? undefined : merged(parts.length)
        if (ofParts !== undefined)
          return [ofParts, { ...args, ...at, ...Object.fromEntries(parts.map((value, index) => [nameOfPart(index), value])) }]
        return [counted !== undefined && at.offset >= deep ? deepRows : rows, { ...args, ...at }]
      })
      const items = first?.total ?? 0
      const pagination = { page, pageSize: limit, total: items, totalPages: Math.ceil(items / limit) }
      return { data: placeOf(args, items)?.isFromEnd ? data.toReversed() : data, pagination }
    }
  }
