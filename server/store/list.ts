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
import type { Dialect } from './dialect.ts'
import type { Session } from './engine.ts'
import { statement, type Value } from './statement.ts'
import type { FilterName, ListDefinition, Paging, SortField, TextFilter, Total, Wanted } from './list-definition.ts'
import type { Page } from './list-query.ts'
import { lowered } from './pattern.ts'
import { countedSet, countOf } from './row-counts.ts'
import type { Tables } from './tables.ts'
import { unindexed } from './unindexed.ts'

/** Returns a page of a list for one tenant. */
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

interface Order {
  readonly sortBy: string | undefined
  readonly sortOrder: 'asc' | 'desc'
}

/** The least length of a text that an index of trigrams finds. */
const leastText = 3

/**
 * At most so many items of a range or a search are sorted. With n rows in the table, the first 20 of m items are among the first 20 n / m rows of another order, if
 * both have nothing to do with each other: for 20 million rows, that is as much work.
 */
const few = 20_000

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
    /** With a filter by a part of a text, `text` is that text. */
    type Args = Place & Context & Wanted<Asked> & { readonly text: string }

    const { from, filters, narrow, ranges, texts, fixes, counted, total, part, bound, rows, sorts, id } = definition
    const ordersOf: Readonly<Record<string, readonly string[] | undefined>> = { ...narrow }
    const ordersOfRange: Readonly<Record<string, readonly string[] | undefined>> = { ...ranges }
    const textFilters: Readonly<Record<string, TextFilter<Name> | undefined>> = { ...texts }
    const fixed: Readonly<Record<string, readonly string[] | undefined>> = { ...fixes }
    const sortColumns: Readonly<Record<string, (row: ExpressionBuilder<DB, TB>, context: Context) => Expression<unknown>>> = sorts

    const filtered = (db: Kysely<Tables>, at: Args, used: readonly Name[], sortBy?: string) => {
      const wanted: Wanted<Asked> = at
      const condition = (where: ExpressionBuilder<Tables, From>, name: Name) =>
        // The index of this filter lacks the texts.
        used.some((each) => textFilters[each]?.beside.includes(name))
          ? sql<SqlBool>`${unindexed(sql.ref(name))} = ${wanted[name]}`
          : filters[name](where, wanted[name], at)
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

    /** Whether items of a range must be sorted if they are found by its index. */
    const isRange = (used: readonly Name[], sortBy = ''): boolean => {
      const orders = used.map((name) => ordersOfRange[name]).filter((each) => each !== undefined)
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

    const pageOf = (used: readonly Name[], order: Order, isToSort?: boolean) =>
      statement((db, at: Args) =>
        ordered(rows(filtered(db, at, used, order.sortBy), at), at, used, order, isToSort)
          .limit(at.limit)
          .offset(at.offset),
      )

    /** The statements for rows that an index finds for a text, if it does; `undefined` without a filter by a text. */
    const foundOf = (used: readonly Name[], order: Order) => {
      const name = used.find((each) => textFilters[each] !== undefined)
      const filter = name === undefined ? undefined : textFilters[name]
      if (name === undefined || filter === undefined) return undefined
      const idsFor = (at: Args, dialect: Dialect) => {
        const wanted: Wanted<Asked> = at
        return filter.found(dialect, { tenantId: at.tenantId, text: at.text, pattern: wanted[name] as string }, few)
      }
      const rowId = (sortBy?: string) => sql`${sql.join(idsOf(sortBy))}`
      return {
        total: statement((db, at: Args, dialect): Compilable<Total> => {
          const all = filtered(db, at, used).select(sql`count(*)`.as('total'))
          const found = all.where(dialect.isIn(rowId(), sql`(select ids from found)`))
          const total = sql<Total>`with found as materialized (select ${idsFor(at, dialect)} as ids)
            select case when ids is null then (${all}) else (${found}) end as total, ids is not null as "isFound" from found`
          return { compile: () => total.compile(db) }
        }),
        rows: statement((db, at: Args, dialect) => {
          const found = filtered(db, at, used, order.sortBy).where(dialect.isIn(rowId(order.sortBy), idsFor(at, dialect)))
          return ordered(rows(found, at), at, used, order, true).limit(at.limit).offset(at.offset)
        }),
      }
    }

    const namedIds = (sortBy?: string) => idsOf(sortBy).map((column, index) => sql`${column}`.as(`id${index}`))

    const shapeOf = (used: readonly Name[], sortBy: string | undefined, sortOrder: 'asc' | 'desc') => ({
      rows: pageOf(used, { sortBy, sortOrder }),
      /** The same, found by the index of a range and then sorted. */
      rowsOfRange: pageOf(used, { sortBy, sortOrder }, true),
      /** The same, for a table of which an index has all that the order needs. */
      deepRows: statement((db, at: Args) => {
        const page = ordered(alone(filtered(db, at, used, sortBy)), at, used, { sortBy, sortOrder })
          .limit(at.limit)
          .offset(at.offset)
        return rowsWith(page.select(namedIds(sortBy)), db, at, used, { sortBy, sortOrder })
      }),
      /** The same, for rows that an index finds for a text, with their total. */
      found: foundOf(used, { sortBy, sortOrder }),
      /** The same, for few rows that have a text, of which an index has all texts. */
      rowsOfText: statement((db, at: Args) => {
        const ids = alone(filtered(db, at, used, sortBy)).select(namedIds(sortBy))
        return rowsWith(ids, db, at, used, { sortBy, sortOrder }).limit(at.limit).offset(at.offset)
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
      const text = used.filter((name) => textFilters[name] !== undefined).map((name) => asked[name])[0]
      // SQLite and PostgreSQL count the characters of a text, not its code units.
      const isLong = typeof text === 'string' && Array.from(text).length >= leastText
      const { total, found } = shape(used, sortBy, sortOrder)
      // Filters that are not requested do not occur in the statement.
      const wanted = Object.fromEntries(
        used.map((name) => {
          const value = asked[name] as Wanted<Asked>[Name]
          const bind: ((wanted: typeof value) => Value) | undefined = bound?.[name]
          return [name, bind === undefined ? value : bind(value)]
        }),
      ) as Wanted<Asked>
      const args = { ...context, ...wanted, ...(isLong && { text: lowered(text) }), limit, offset: (page - 1) * limit } as Args
      const [first, data] = await session.counted([isLong && found !== undefined ? found.total : total, args], (first) => {
        const at = placeOf(args, first?.total ?? 0)
        if (at === undefined) return undefined
        const { rows, rowsOfRange, rowsOfText, deepRows, found, merged } = shape(
          used,
          sortBy,
          at.isFromEnd ? reverseOf[sortOrder] : sortOrder,
        )
        const parts = partsOf(first)
        const ofParts = parts.length === 0 ? undefined : merged(parts.length)
        if (ofParts !== undefined)
          return [ofParts, { ...args, ...at, ...Object.fromEntries(parts.map((value, index) => [nameOfPart(index), value])) }]
        const isFew = (first?.total ?? 0) <= few
        if (first?.isFound === 1 && found !== undefined) return [found.rows, { ...args, ...at }]
        if (isFew && text !== undefined) return [rowsOfText, { ...args, ...at }]
        if (isFew && isRange(used, sortBy)) return [rowsOfRange, { ...args, ...at }]
        return [counted !== undefined && at.offset >= deep ? deepRows : rows, { ...args, ...at }]
      })
      const items = first?.total ?? 0
      const pagination = { page, pageSize: limit, total: items, totalPages: Math.ceil(items / limit) }
      return { data: placeOf(args, items)?.isFromEnd ? data.toReversed() : data, pagination }
    }
  }
