import { isRecord } from '../place.mjs'

/** Generated clients know defaults of plain values in their own schema; `x-default` is for the others. */
export function defaultValue() {
  const judge = (node, { report, location }) => {
    if (node.default === undefined) return
    const found =
      node.$ref !== undefined
        ? 'beside a reference'
        : isRecord(node.default) || Array.isArray(node.default)
          ? 'a list or an object'
          : undefined
    if (found === undefined) return
    report({
      message: `\`default\` must be a plain value in a schema without a reference; this one is ${found}. Use x-default instead.`,
      location: location.child(['default']).key(),
    })
  }
  return {
    Schema: judge,
    ref(node, ctx) {
      if (ctx.type.name === 'Schema') judge(node, ctx)
    },
  }
}
