/** What a list of the contract is in the database. */
import type { Compilable, Expression, ExpressionBuilder, Kysely, RawBuilder, SelectQueryBuilder, SqlBool } from 'kysely'
import type { Dialect, SoughtText } from './dialect.ts'
import type { CountedTable } from './row-counts.ts'
import type { Value } from './statement.ts'
import type { Tables } from './tables.ts'

/** The parameters of every list besides its filters; sorting parameters exist only if the list can be sorted. */
export interface Paging {
  readonly page: number
  readonly limit: number
  readonly sortBy?: string
  readonly sortOrder?: 'asc' | 'desc'
}
export type FilterName<Asked> = Exclude<keyof Asked, keyof Paging> & string
export type Wanted<Asked> = { readonly [Name in FilterName<Asked>]: NonNullable<Asked[Name]> }
export type SortField<Asked> = Asked extends { readonly sortBy: infer Field extends string } ? Field : never

/** What `total` of a list returns. */
export interface Total {
  readonly total: number
  /** The values of the parts that the rows consist of, separated by commas. */
  readonly parts?: string | null
  /** 1 if an index has found the rows that have a text. */
  readonly isFound?: number
}

/** A filter by a part of a text. */
export interface TextFilter<Name> {
  /**
   * The ids of rows among which are all with the text, as a JSON array; null if there are more than `most`, or cannot be told (`Dialect.productsWith`). These rows are
   * read; without them, the texts of all rows are.
   */
  readonly found: (dialect: Dialect, sought: SoughtText, most: number) => RawBuilder<string | null>
  /**
   * An index has the texts of all rows, so that few matching ones are found in it, and only then read and sorted. These are the other filters whose columns, of the
   * same names, are in this index too.
   */
  readonly beside: readonly Name[]
}

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
   * other tables require subqueries.
   */
  readonly filters: {
    readonly [Name in FilterName<Asked>]: (
      where: ExpressionBuilder<Tables, From>,
      wanted: Wanted<Asked>[Name],
      context: Context,
    ) => Expression<SqlBool>
  }
  /**
   * Selective filters: their items are found by an index of the filter and then sorted, instead of scanning in sort order. Each with
   * the sort fields that its index provides directly.
   */
  readonly narrow?: { readonly [Name in FilterName<Asked>]?: readonly SortField<Asked>[] }
  /**
   * Filters by a range of an indexed column, each with the sort fields that its index provides. If few items match, they are found by this index and then
   * sorted; if many do, the first of them in the order are not far away.
   */
  readonly ranges?: { readonly [Name in FilterName<Asked>]?: readonly SortField<Asked>[] }
  /** Filters by a part of a text. */
  readonly texts?: { readonly [Name in FilterName<Asked>]?: TextFilter<FilterName<Asked>> }
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
