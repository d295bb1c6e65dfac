import { operations } from '../operation.mjs'

/** R12, R15, D08, D09: a list is named `list…`, is paged, and declares a default if it can be sorted. */
export function listParameters() {
  return operations({
    each({ id, location, parameters, content }, report) {
      const paged = content?.at('schema', 'properties', 'pagination') !== undefined
      const named = /^list[A-Z]/.test(id)
      if (paged !== named) {
        return report(
          paged
            ? `${id} returns \`pagination\`, so its operationId must begin with \`list\`.`
            : `${id} begins with \`list\`, so its success body must have \`pagination\` (R06).`,
          location.child(['operationId']),
        )
      }
      const query = (name) => parameters.find(({ value }) => value.in === 'query' && value.name === name)
      const [sortBy, sortOrder] = [query('sortBy'), query('sortOrder')]
      const at = location.child(['parameters']).key()
      for (const [name, shared] of [
        ['page', 'PageParameter'],
        ['limit', 'LimitParameter'],
      ]) {
        const parameter = query(name)
        if (paged && parameter?.name !== shared) {
          report(`${id} is a list and must declare \`${name}\` with the shared parameter: $ref: …/parameters/${shared} (R12).`, at)
        }
        if (!paged && parameter !== undefined) {
          report(`${id} declares \`${name}\` but returns no \`pagination\`; only lists are paged (D08).`, parameter.location)
        }
      }
      if ((sortBy === undefined) !== (sortOrder === undefined)) {
        report(`${id} must declare both \`sortBy\` and \`sortOrder\`, or neither (R15).`, at)
      }
      if (sortOrder !== undefined && !['SortOrderParameter', 'SortOrderDescendingParameter'].includes(sortOrder.name)) {
        report(
          `\`sortOrder\` of ${id} must be the shared parameter SortOrderParameter or SortOrderDescendingParameter (R15).`,
          sortOrder.location,
        )
      }
      const schema = sortBy?.get('schema')
      if (sortBy !== undefined && !(schema?.value.enum?.length > 0 && schema.value.enum.includes(schema.value.default))) {
        report(`\`sortBy\` of ${id} must be an \`enum\` of fields with one of them as the \`default\` (D09).`, sortBy.location)
      }
    },
  })
}
