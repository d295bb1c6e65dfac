import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { here, isRecord } from '../place.mjs'

/** D17: values that Redocly does not check are valid too: defaults, examples beside a reference, and examples of headers. */
export function valueValid() {
  const judge = (ctx, schema, what, value, location) => {
    // Redocly reports references that lead nowhere.
    if (schema.value === undefined) return
    const fault = faultOf(schema, value)
    if (fault !== undefined)
      ctx.report({ message: `The ${what} ${JSON.stringify(value)} is not valid against its schema: ${fault}.`, location })
  }
  const judgeDefaults = (node, ctx, schema) => {
    for (const keyword of ['default', 'x-default']) {
      if (node[keyword] !== undefined) judge(ctx, schema, keyword, node[keyword], ctx.location.child([keyword]))
    }
  }
  return {
    Header(_, ctx) {
      const header = here(ctx)
      const schema = header.get('schema')
      if (schema !== undefined && header.value.example !== undefined) {
        judge(ctx, schema, 'example', header.value.example, header.location.child(['example']))
      }
    },
    Schema(node, ctx) {
      judgeDefaults(node, ctx, here(ctx))
    },
    ref(node, ctx) {
      if (ctx.type.name !== 'Schema') return
      const schema = here(ctx)
      judgeDefaults(node, ctx, schema)
      for (const [index, example] of (node.examples ?? []).entries()) {
        judge(ctx, schema, 'example', example, ctx.location.child(['examples', index]))
      }
    },
  }
}

const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }))
// Shared by all documents of a run, because most schemas recur.
const validators = new Map()

function faultOf(schema, value) {
  const plain = written(schema)
  const key = JSON.stringify(plain)
  if (!validators.has(key)) validators.set(key, ajv.compile(plain))
  const validate = validators.get(key)
  return validate(value) ? undefined : ajv.errorsText(validate.errors, { dataVar: '' })
}

/** The schema with resolved references. Recursive schemas and annotations, which validation does not need, are omitted. */
function written(place, within = []) {
  const key = place.location.absolutePointer
  if (within.includes(key)) return true
  const { value } = place
  if (Array.isArray(value)) return place.members().map((each) => written(each, within))
  if (!isRecord(value)) return value
  const told = ['description', 'examples', 'default', 'x-default', 'discriminator', 'deprecated']
  return Object.fromEntries(
    place.entries().flatMap(([name, member]) => {
      const isNote = told.includes(name) && !place.location.pointer.endsWith('/properties')
      return isNote ? [] : [[name, written(member, [...within, key])]]
    }),
  )
}
