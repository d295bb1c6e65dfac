import { operations } from '../operation.mjs'

/** D01: a success body is `{ data }`, or `{ data: […], pagination }` for a list, without other members. */
export function envelope() {
  return operations({
    each({ id, location, responses, status, success, content }, report) {
      const successes = responses.filter(([code]) => code.startsWith('2')).map(([code]) => code)
      if (successes.length !== 1) {
        const found = successes.join(', ') || 'none'
        return report(`${id} must have one success response, 200 or 201; found ${found}.`, location.child(['responses']).key())
      }
      if (!['200', '201'].includes(status)) {
        report(`${id} returns ${status}; expected 200, or 201 if a resource is created (D03).`, success.location)
      }
      const schema = content?.get('schema')
      if (schema === undefined) {
        return report(`The ${status} of ${id} must have an application/json body with the schema of the envelope (D01).`, success.location)
      }
      const names = Object.keys(schema.value.properties ?? {})
      const data = schema.at('properties', 'data')
      if (schema.value.type !== 'object' || data === undefined || names.some((name) => name !== 'data' && name !== 'pagination')) {
        const found = `${schema.value.type ?? 'no type'} with ${names.join(', ') || 'no properties'}`
        return report(
          `The success body of ${id} must be an object with \`data\` and, for a list, \`pagination\`, without other members (D01); found ${found}. Move other members into \`data\`.`,
          schema.location,
        )
      }
      const optional = names.filter((name) => !schema.value.required?.includes(name))
      if (optional.length > 0) {
        report(`The success body of ${id} must list ${optional.join(' and ')} in \`required\`.`, schema.location)
      }
      const extra = Object.keys(schema.value).filter((keyword) => !['type', 'description', 'required', 'properties'].includes(keyword))
      if (extra.length > 0) {
        report(`The envelope of ${id} must have no ${extra.join(' and no ')}; constrain \`data\` instead (D01).`, schema.location)
      }
      const paged = names.includes('pagination')
      const item = (paged ? data.get('items') : data)?.name
      const expected = paged ? `${item}List` : `${item}Envelope`
      if (item !== undefined && schema.name !== expected) {
        report(`The success body of ${id} must be the schema ${expected}; found ${schema.name ?? 'an inline schema'}.`, schema.location)
      }
      if (paged && schema.at('properties', 'pagination').name !== 'Pagination') {
        report(`\`pagination\` of ${id} must refer to the schema Pagination (R13).`, schema.at('properties', 'pagination').location)
      }
      if (paged !== (data.value.type === 'array')) {
        report(
          paged
            ? `\`data\` of ${id} must be an array, because the response has \`pagination\` (R06).`
            : `\`data\` of ${id} is an array, so the response must have \`pagination\` (R06); put an array that is not paged into an object.`,
          data.location,
        )
      }
    },
  })
}
