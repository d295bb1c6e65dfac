import { expect, it } from 'vitest'
import { cpusIn } from './cores.ts'

it.each([
  ['0', [0]],
  ['0,1', [0, 1]],
  ['2-4,8', [2, 3, 4, 8]],
])('the cores in %j are %j', (list, cpus) => expect(cpusIn(list)).toEqual(cpus))
