import { operations } from '../operation.mjs'

/** D01: a success body is `{ data }`, of a list `{ data: […], pagination }`, and nothing else. */
export function envelope() {
  return operations({
    each({ id, location, responses, status, success, content }, report) {
      const successes = responses.filter(([code]) => code.startsWith('2')).map(([code]) => code)
      if (successes.length !== 1) {
        const found = successes.join(', ') || 'none'
        return report(`${id} must have one success response, 200 or 201; found ${found}.`, location.child(['responses']).key())
      }
      if (!['200', '201'].includes(status)) {
        report(`${id} answers ${status}; a success is 200, or 201 where something is created (D03).`, success.location)
      }
      const schema = content?.get('schema')
      if (schema === undefined) {
        return report(`The ${status} of ${id} must have an application/json body with a schema: the envelope (D01).`, success.location)
      }
      const names = Object.keys(schema.value.properties ?? {})
      const data = schema.at('properties', 'data')
      if (schema.value.type !== 'object' || data === undefined || names.some((name) => name !== 'data' && name !== 'pagination')) {
        const found = `${schema.value.type ?? 'no type'} with ${names.join(', ') || 'no properties'}`
        return report(
          `The success body of ${id} must be an object with \`data\`, of a list also \`pagination\`, and nothing else (D01); found ${found}. Put what else there is inside \`data\`.`,
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
      if (paged && schema.at('properties', 'pagination').name !== 'Pagination') {
        report(`\`pagination\` of ${id} must refer to the schema Pagination (R13).`, schema.at('properties', 'pagination').location)
      }
      if (paged !== (data.value.type === 'array')) {
        report(
          paged
            ? `\`data\` of ${id} must be an array, since there is \`pagination\` beside it (R06).`
            : `\`data\` of ${id} is an array and needs \`pagination\` beside it (R06); an array that is not paged belongs inside an object.`,
          data.location,
        )
      }
    },
  })
}
