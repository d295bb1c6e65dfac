import { expect, it } from 'vitest'
import { saysJson } from './media-type.ts'

it.each([
  'application/json',
  'Application/JSON',
  'application/json; charset=utf-8',
  'application/json;charset=UTF-8',
  'application/json ; charset="utf-8"',
  'application/json; charset="ut\\f-8"',
  'application/json; profile="a;b=\\"c\\""; charset=utf-8',
  'application/json;',
])('%j says JSON', (contentType) => {
  expect(saysJson(contentType)).toBe(true)
})

it.each([
  undefined,
  '',
  'json',
  'text/plain',
  'application/jsonp',
  'application/problem+json',
  'application/json, text/plain',
  'application/json text/plain',
  'application/json; charset=latin1',
  'application/json; charset',
  'application/json; charset=',
  'application/json; charset="utf-8',
  'application/json; charset=utf-8 x',
  'application/json; charset=utf-8; charset=utf-16',
])('%j does not', (contentType) => {
  expect(saysJson(contentType)).toBe(false)
})
