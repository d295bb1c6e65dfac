import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql, type DataTypeNode } from 'kysely'
import { type Dialect, triggerHead } from '../dialect.ts'
import { differs } from '../row-counts.ts'
import type { Tables } from '../tables.ts'
import { textFunction } from './text-index.ts'

/**
 * The types of SQLite, which the migrations name, have other ranges in PostgreSQL: its `integer` has 32 bits, its `real` too. Text gets the collation that
 * sorts by code point, whatever language the database has.
 */
const types: Readonly<Record<string, string>> = { integer: 'bigint', real: 'double precision', text: 'text collate "C"' }

class Compiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    this.append(types[node.dataType] ?? node.dataType)
  }
}

/** The SQL dialect of PostgreSQL, without a connection. */
export const postgresDialect: Dialect = {
  queries: new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new Compiler(),
    },
  }),
  texts: (json) => sql`(select value from json_array_elements_text(cast(${json} as json)) as texts(value))`,
  isIn: (column, json) => sql`${column} = any (array(select json_array_elements_text(cast(${json} as json))))`,
  productsWith: ({ pattern }, most) => sql`${sql.ref(textFunction)}(${pattern}, ${sql.lit(most)})`,
  series: (low, high) => sql`(select n from generate_series(cast(${low} as bigint), cast(${high} as bigint)) as series(n))`,
  counting: (table, { name, add, remove, columns }) => {
    const [on, run] = [sql.table(table), sql`for each row execute function ${sql.ref(name)}()`]
    return [
      sql`create function ${sql.ref(name)}() returns trigger language plpgsql as $count$ begin
        if tg_op <> 'INSERT' then ${remove}; end if;
        if tg_op <> 'DELETE' then ${add}; end if;
        return null;
      end $count$`,
      sql`create trigger ${sql.ref(name)} after insert or delete on ${on} ${run}`,
      ...(columns.length === 0
        ? []
        : [
            sql`create trigger ${sql.ref(`${name}Changed`)} after update of ${sql.join(columns.map((column) => sql.ref(column)))} on ${on}
              for each row when (${differs(columns, sql`is distinct from`)}) execute function ${sql.ref(name)}()`,
          ]),
    ]
  },
  trigger: (table, each) => [
    sql`create function ${sql.ref(each.name)}() returns trigger language plpgsql as $step$ begin ${each.step}; return null; end $step$`,
    sql`${triggerHead(table, each)} execute function ${sql.ref(each.name)}()`,
  ],
  // With its function, the trigger is dropped as well.
  dropTrigger: (name) => sql`drop function if exists ${sql.ref(name)}() cascade`,
  randomText: sql`cast(gen_random_uuid() as text)`,
  time: (seconds) => sql`to_char(to_timestamp(${seconds}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`,
}
