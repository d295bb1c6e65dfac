import { expect, test } from 'vitest'
import { errorLaws } from './laws.ts'
import type { Answered } from '../../model/exchange.ts'
import type { JudgeContext } from '../../model/rule.ts'

const rule = errorLaws.find(({ id }) => id === 'error/no-internals')

const judged = (error: string): string | undefined => {
  const exchange = {
    request: { url: 'https://scm.example/api/products' },
    reply: { status: 500, headers: [], body: Buffer.from(JSON.stringify({ error, details: {} })) },
  }
  return rule?.kind === 'law' ? rule.judge(exchange as unknown as Answered, {} as JudgeContext).is : undefined
}

test.each([
  'Error: boom at Server.handle (/srv/app/index.js:10:3)',
  'at x (node:internal/process:95:5)',
  'no such file: /home/node/data.db',
  'C:\\inetpub\\index',
  'SELECT id FROM products',
  'select * from products',
  'select "id", "sku" from "products" where "id" = ?',
  'select `products`.`id` from `products`',
  'select id, sku from products',
  'select id from products where sku = $1',
  'insert into products (id) values (1)',
  'SQLITE_BUSY: database is locked',
  'express-validator failed',
  'invalid Prisma call',
])('finds internal details in %s', (text) => expect(judged(text)).toBe('fail'))

test.each([
  'Orders close at noon (UTC, 12:00).',
  'Choose express-delivery or express-shipping.',
  'Select a carrier from the list, within the limit.',
  'select one from 1 to 100, which is the limit where no other is agreed',
  'select size, colour from the menu',
  'You cannot insert into the middle of a list.',
  'This path does not know the method.',
])('treats %s as ordinary text', (text) => expect(judged(text)).toBe('pass'))
