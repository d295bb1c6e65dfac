import { describe, expect, test } from 'vitest'
import type { Schemas } from '../../spec/contract.ts'
import { accepts, assignmentIssues, attributeIssues, newAttribute, productAttribute, replaced } from './attribute.ts'

const before = '2026-05-04T09:45:00Z'
const now = '2026-06-01T08:00:00Z'
const attribute = (code: string, dataType: Schemas['AttributeDataType'], allowedValues: string[] = []) =>
  newAttribute(`attr_${code}`, { code, name: code, description: null, dataType, allowedValues, unit: null }, before)
const colour = attribute('colour', 'ENUM', ['Black', 'Blue'])
const weight = attribute('weight', 'NUMBER')
const waterproof = attribute('waterproof', 'BOOLEAN')
const material = attribute('material', 'TEXT')

describe('an attribute', () => {
  test.each([
    [{ dataType: 'ENUM', allowedValues: [], unit: null }, ['/allowedValues']],
    [{ dataType: 'ENUM', allowedValues: ['Blue'], unit: null }, []],
    [{ dataType: 'ENUM', allowedValues: ['Blue'], unit: 'g' }, ['/unit']],
    [{ dataType: 'NUMBER', allowedValues: [], unit: 'g' }, []],
    [{ dataType: 'NUMBER', allowedValues: ['1'], unit: 'g' }, ['/allowedValues']],
    [{ dataType: 'TEXT', allowedValues: ['a'], unit: 'g' }, ['/allowedValues', '/unit']],
    [{ dataType: 'BOOLEAN', allowedValues: [], unit: null }, []],
  ] as const)('of %o is wrong at %o', ({ allowedValues, ...sent }, paths) => {
    expect(attributeIssues({ ...sent, allowedValues: [...allowedValues] }).map(({ path }) => path)).toEqual(paths)
  })

  test.each([
    [colour, 'Blue', true],
    [colour, 'blue', false],
    [colour, 1, false],
    [weight, 0, true],
    [weight, '0', false],
    [weight, false, false],
    [waterproof, false, true],
    [waterproof, 'false', false],
    [material, 'Wool', true],
    [material, 1, false],
  ])('%o takes %o: %o', (each, value, want) => {
    expect(accepts(each, value)).toBe(want)
  })
})

test('values that were sent are wrong where they do not fit, and where an attribute comes again', () => {
  const assignments = [
    { attribute: colour, value: 'Green' },
    { attribute: weight, value: 280 },
    { attribute: colour, value: 'Blue' },
    { attribute: waterproof, value: 1 },
  ]
  expect(assignmentIssues(assignments)).toEqual([
    { in: 'body', path: '/attributes/0/value', message: 'must be one of the allowed values of the attribute' },
    { in: 'body', path: '/attributes/2/attributeId', message: 'must not repeat the attribute of an earlier value' },
    { in: 'body', path: '/attributes/3/value', message: 'must be true or false' },
  ])
})

describe('replacing values', () => {
  const has = (...values: [typeof colour, string | number | boolean][]) =>
    values.map(([each, value]) => productAttribute({ attribute: each, value }, before))
  const [blue] = has([colour, 'Blue'])
  const [heavy] = has([weight, 280])
  const black = productAttribute({ attribute: colour, value: 'Black' }, now)
  const dry = productAttribute({ attribute: waterproof, value: true }, now)

  test.each([
    [
      'adds, changes and removes',
      [blue, heavy],
      [
        [waterproof, true],
        [colour, 'Black'],
      ],
      { added: [dry], changed: [{ attribute: black, previousValue: 'Blue' }], removed: [heavy], unchanged: [] },
    ],
    [
      'leaves what is sent as it was, with its time',
      [blue, heavy],
      [
        [colour, 'Blue'],
        [weight, 280],
      ],
      { added: [], changed: [], removed: [], unchanged: [blue, heavy] },
    ],
    ['by none removes all', [heavy, blue], [], { added: [], changed: [], removed: [blue, heavy], unchanged: [] }],
    [
      'of none adds all',
      [],
      [
        [waterproof, true],
        [colour, 'Black'],
      ],
      { added: [black, dry], changed: [], removed: [], unchanged: [] },
    ],
  ] as const)('%s', (_, present, wanted, want) => {
    const assignments = wanted.map(([each, value]) => ({ attribute: each, value }))
    expect(
      replaced(
        present.flatMap((each) => (each === undefined ? [] : [each])),
        assignments,
        now,
      ),
    ).toEqual(want)
  })
})
