/** Databases for tests, in a PostgreSQL server that is already running. */
import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'

/** A PostgreSQL server, by its URL without a database, and the name of a database that new ones are copies of. */
export interface DatabaseServer {
  readonly url: string
  readonly template: string
}

/** Connects to a PostgreSQL database. */
export async function connected(connectionString: string): Promise<Client> {
  const client = new (await import('pg')).default.Client({ connectionString })
  await client.connect()
  return client
}

/** Creates a copy of the template, and returns its URL. Nothing may be connected to the template. */
export async function newDatabase({ url, template }: DatabaseServer): Promise<string> {
  const client = await connected(`${url}/postgres`)
  try {
    const name = `test_${randomUUID()}`
    await client.query(`create database "${name}" template "${template}"`)
    return `${url}/${name}`
  } finally {
    await client.end()
  }
}

/** Deletes a database that `newDatabase` created. */
export async function dropDatabase(databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl)
  const name = url.pathname.slice(1)
  url.pathname = '/postgres'
  const client = await connected(url.href)
  try {
    await client.query(`drop database "${name}" with (force)`)
  } finally {
    await client.end()
  }
}
