import type { Attribute } from '../store/catalog-store.ts'
import type { DemoTenant } from './keys.ts'

/** A category with its children. A missing id is generated. */
export interface Branch {
  readonly id?: string
  readonly code: string
  readonly name: string
  readonly description?: string
  readonly keywords?: readonly string[]
  /** First parts of the SKUs of the products in this category. */
  readonly skus?: readonly string[]
  readonly below?: readonly Branch[]
}

export interface Tree {
  readonly id?: string
  readonly code: string
  readonly name: string
  readonly description: string | null
  readonly roots: readonly Branch[]
}

const outdoor: Tree = {
  id: 'tax_123',
  code: 'outdoor',
  name: 'Outdoor range',
  description: 'How the shop groups what it sells',
  roots: [
    {
      id: 'cat_123',
      code: 'footwear',
      name: 'Footwear',
      keywords: ['boot', 'sandal'],
      skus: ['FTW'],
      below: [
        {
          id: 'cat_124',
          code: 'trail_running',
          name: 'Trail running',
          description: 'For gravel and forest paths',
          keywords: ['gravel'],
        },
        { code: 'hiking', name: 'Hiking', keywords: ['boot', 'mid', 'high'] },
        { code: 'winter', name: 'Winter footwear', keywords: ['boot', 'rubber'] },
      ],
    },
    {
      code: 'clothing',
      name: 'Clothing',
      below: [
        { code: 'jackets', name: 'Jackets', keywords: ['jacket', 'parka', 'vest', 'poncho'], skus: ['JKT'] },
        { code: 'trousers', name: 'Trousers', keywords: ['tights', 'shorts'], skus: ['TRS'] },
        { code: 'layers', name: 'Base layers', keywords: ['merino', 'wool', 'socks'], skus: ['BAS'] },
      ],
    },
    { code: 'bags', name: 'Bags and backpacks', keywords: ['backpack', 'bag', 'drybag', 'pannier'], skus: ['BAG'] },
    {
      code: 'camping',
      name: 'Camping',
      below: [
        { code: 'tents', name: 'Tents', keywords: ['tent', 'tarp', 'hammock'], skus: ['TNT'] },
        { code: 'sleeping', name: 'Sleeping', keywords: ['mat', 'mattress', 'pillow', 'liner'], skus: ['SLP'] },
        { code: 'cooking', name: 'Cooking', keywords: ['stove', 'pot', 'kettle', 'fuel'], skus: ['COK', 'FUE'] },
      ],
    },
    {
      code: 'climbing',
      name: 'Climbing',
      keywords: ['harness', 'carabiner', 'helmet'],
      skus: ['CLB'],
      below: [{ code: 'ropes', name: 'Ropes and cords', keywords: ['rope', 'cord', 'webbing', 'sling'], skus: ['ROP'] }],
    },
    { code: 'navigation', name: 'Navigation and safety', keywords: ['compass', 'gps', 'headlamp', 'avalanche'], skus: ['NAV'] },
    { code: 'poles', name: 'Poles', keywords: ['pole', 'trekking'] },
    { code: 'snow', name: 'Snow', keywords: ['ski', 'snowshoes'], skus: ['WIN'] },
    { code: 'food', name: 'Food', keywords: ['energy', 'freeze', 'dried'], skus: ['FOD', 'BLK'] },
    { code: 'care', name: 'Care', keywords: ['wax', 'sunscreen'], skus: ['CAR'] },
  ],
}

const season: Tree = {
  code: 'season',
  name: 'Season',
  description: null,
  roots: [
    { code: 'all_year', name: 'All year', skus: ['BAG', 'COK', 'CLB', 'NAV'] },
    { code: 'summer', name: 'Summer', keywords: ['sun', 'sandal', 'shorts'], skus: ['TNT'] },
    { code: 'winter', name: 'Winter', keywords: ['snow', 'ski', 'down'], skus: ['WIN', 'JKT'] },
  ],
}

const water: Tree = {
  code: 'sports',
  name: 'Sports',
  description: 'By what the customer does',
  roots: [
    {
      code: 'paddling',
      name: 'Paddling',
      keywords: ['kayak', 'paddle'],
      skus: ['KAJ'],
      below: [{ code: 'safety', name: 'Safety on the water', keywords: ['life', 'vest', 'helmet', 'throw'] }],
    },
    { code: 'cycling', name: 'Cycling', keywords: ['bicycle', 'bike'], skus: ['VEL'] },
    { code: 'supplies', name: 'Supplies', keywords: ['energy', 'cord', 'line'], skus: ['NAH', 'LEI'] },
  ],
}

const shelf: Tree = { code: 'shelf', name: 'Shelf', description: null, roots: [{ code: 'counter', name: 'At the counter', skus: ['NAH'] }] }

export const trees: Readonly<Record<DemoTenant, readonly Tree[]>> = { nordwind: [outdoor, season], suedlicht: [water, shelf] }

type Property = Pick<Attribute, 'code' | 'name' | 'dataType'> & Partial<Attribute>

const colour = { code: 'colour', name: 'Colour', dataType: 'ENUM' } as const
const weight = { code: 'weight', name: 'Weight', description: 'Of one unit without its packaging', dataType: 'NUMBER', unit: 'g' } as const
const material = { code: 'material', name: 'Material', dataType: 'TEXT' } as const

/** Every tenant has a color, a weight and a material, and sizes in which it sells some of its products. */
export const properties: Readonly<Record<DemoTenant, readonly Property[]>> = {
  nordwind: [
    { ...colour, id: 'attr_123', description: 'The main colour', allowedValues: ['Black', 'Blue', 'Red'] },
    { ...weight, id: 'attr_124' },
    { id: 'attr_125', code: 'waterproof', name: 'Waterproof', dataType: 'BOOLEAN' },
    { id: 'attr_126', code: 'shoe_size', name: 'Shoe size', dataType: 'NUMBER', unit: 'EU' },
    material,
  ],
  suedlicht: [
    { ...colour, allowedValues: ['Orange', 'Turquoise', 'White', 'Yellow'] },
    weight,
    { code: 'size', name: 'Size', dataType: 'ENUM', allowedValues: ['S', 'M', 'L', 'XL'] },
    material,
  ],
}
