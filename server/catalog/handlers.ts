import { attributeHandlers } from './attribute-handlers.ts'
import { categoryHandlers } from './category-handlers.ts'
import { linkHandlers } from './link-handlers.ts'
import { productHandlers } from './product-handlers.ts'
import { variantHandlers } from './variant-handlers.ts'

export const catalogHandlers = { ...productHandlers, ...attributeHandlers, ...categoryHandlers, ...linkHandlers, ...variantHandlers }
