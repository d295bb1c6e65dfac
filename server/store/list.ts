import { type Expression, type ExpressionBuilder, expressionBuilder, type Kysely, type SelectQueryBuilder, type SqlBool } from 'kysely'
import type { Session } from './engine.ts'
import { statement, type Value } from './statement.ts'
import type { Page } from './list-query.ts'
import type { Tables } from './tables.ts'
import { unindexed } from './unindexed.ts'

/** What every list is asked for, beside its filters; the two of the order only where the list has one. */
interface Paging {
  readonly page: number
  readonly limit: number
  readonly sortBy?: string
  readonly sortOrder?: 'asc' | 'desc'
}
type FilterName<Asked> = Exclude<keyof Asked, keyof Paging> & string
type Wanted<Asked> = { readonly [Name in FilterName<Asked>]: NonNullable<Asked[Name]> }
type SortField<Asked> = Asked extends { readonly sortBy: infer Field extends string } ? Field : never

/** A list in the names of the contract: one that forgets a filter or an order of the operation does not compile. */
export interface ListDefinition<Asked extends Paging, Context, From extends keyof Tables, DB, TB extends keyof DB, Row> {
  /** Selects from the table that has one row for each item, the tenant's rows only. The context are places, here and below, not values. */
  readonly from: (db: Kysely<Tables>, tenantId: string, context: Context) => SelectQueryBuilder<Tables, From, object>
  /**
   * The condition that each filter means. It gets the places of what was asked for and of the context, not their values. It sees that one table, which
   * is what is counted; others are reached by subqueries.
   */
  readonly filters: {
    readonly [Name in FilterName<Asked>]: (
      where: ExpressionBuilder<Tables, From>,
      wanted: Wanted<Asked>[Name],
      context: Context,
    ) => Expression<SqlBool>
  }
  /**
   * Filters that few items pass: these items are found by an index of the filter and then sorted, and not met on the way through all of the order. Each with
   * the orders that this index is in itself.
   */
  readonly narrow?: { readonly [Name in FilterName<Asked>]?: readonly SortField<Asked>[] }
  /** What is bound for a filter, where it is not the value that was asked for. */
  readonly bound?: { readonly [Name in FilterName<Asked>]?: (wanted: Wanted<Asked>[Name]) => Value }
  /** Joins what belongs to an item, exactly one row each, and selects it. */
  readonly rows: (
    query: SelectQueryBuilder<Tables, From, object>,
    context: Context & { readonly tenantId: string },
  ) => SelectQueryBuilder<DB, TB, Row>
  /** The column that each `sortBy` means; there is an index for each, unless it is a sum that depends on the day. */
  readonly sorts: {
    readonly [Field in SortField<Asked>]: (row: ExpressionBuilder<DB, TB>, context: Context) => Expression<unknown>
  }
  /** The column that makes every order total, or the columns. */
  readonly id: (row: ExpressionBuilder<DB, TB>) => Expression<unknown> | readonly Expression<unknown>[]
}

/** Answers a list for one tenant. */
export type List<Asked, Context, Row> = (
  session: Session,
  asked: Asked,
  context: Context & { readonly tenantId: string },
) => Promise<Page<Row>>

interface Place {
  readonly tenantId: string
  readonly limit: number
  readonly offset: number
}

/** The most combinations of filters and order that are kept ready for one list. */
const maxShapes = 200

/**
 * A list as the contract promises it: an exact total, an order that `id` makes total, `null` greater than every value, and descending the exact
 * reverse of ascending. The SQL of a combination of filters and order is made when it is first asked for, and then kept.
 * `Context` are arguments that filters use beside what was asked for.
 */
export const list =
  <Asked extends Paging, Context extends object = object>() =>
  <From extends keyof Tables, DB, TB extends keyof DB, Row>(
    definition: ListDefinition<Asked, Context, From, DB, TB, Row>,
  ): List<Asked, Context, Row> => {
    type Name = FilterName<Asked>
    type Args = Place & Context & Wanted<Asked>

    const { from, filters, narrow, bound, rows, sorts, id } = definition
    const ordersOf: Readonly<Record<string, readonly string[] | undefined>> = { ...narrow }
    const sortColumns: Readonly<Record<string, (row: ExpressionBuilder<DB, TB>, context: Context) => Expression<unknown>>> = sorts

    const filtered = (db: Kysely<Tables>, at: Args, used: readonly Name[]) => {
      const wanted: Wanted<Asked> = at
      const condition = (where: ExpressionBuilder<Tables, From>, name: Name) => filters[name](where, wanted[name], at)
      return used.reduce((query, name) => query.where((where) => condition(where, name)), from(db, at.tenantId, at))
    }

    /** Whether the items are to be found by an index of a filter that is not in the order asked for. */
    const toSort = (used: readonly Name[], sortBy = ''): boolean => {
      const orders = used.map((name) => ordersOf[name]).filter((each) => each !== undefined)
      return orders.length > 0 && !orders.some((each) => each.includes(sortBy))
    }

    const shapeOf = (used: readonly Name[], sortBy: string | undefined, sortOrder: 'asc' | 'desc') => ({
      rows: statement((db, at: Args) => {
        const all = rows(filtered(db, at, used), at)
        const column = sortBy === undefined ? undefined : sortColumns[sortBy]
        const ordered =
          column === undefined
            ? all
            : all.orderBy(
                (row) => (toSort(used, sortBy) ? unindexed(column(row, at)) : column(row, at)),
                (order) => (sortOrder === 'desc' ? order.desc().nullsFirst() : order.asc().nullsLast()),
              )
        const ids = [id(expressionBuilder<DB, TB>())].flat()
        const total = ids.reduce<typeof ordered>((query, column) => query.orderBy(column, sortOrder), ordered)
        return total.limit(at.limit).offset(at.offset)
      }),
      total: statement((db, at: Args) => filtered(db, at, used).select((count) => count.fn.countAll<number>().as('total'))),
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
      const { rows, total } = shape(used, sortBy, sortOrder)
      // Those that were not asked for have no place in the statement either.
      const wanted = Object.fromEntries(
        used.map((name) => {
          const value = asked[name] as Wanted<Asked>[Name]
          const bind: ((wanted: typeof value) => Value) | undefined = bound?.[name]
          return [name, bind === undefined ? value : bind(value)]
        }),
      ) as Wanted<Asked>
      const args = { ...context, ...wanted, limit, offset: (page - 1) * limit }
      const [data, counted] = await session.both([rows, args], [total, args])
      const items = counted[0]?.total ?? 0
      return { data, pagination: { page, pageSize: limit, total: items, totalPages: Math.ceil(items / limit) } }
    }
  }
