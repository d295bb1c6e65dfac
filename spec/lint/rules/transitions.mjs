import { operations } from '../operation.mjs'
import { isRecord } from '../place.mjs'
import { propertyOf } from '../schema.mjs'

/**
 * `x-transitions` is a list of `{ from: [STATE…], to: STATE }` with existing states, and with `when: { property, value }` if the body selects the edge.
 */
export function transitions() {
  return operations({
    each({ id, place, body, content }, report) {
      const list = place.value['x-transitions']
      if (list === undefined) return
      const at = place.location.child(['x-transitions'])
      if (!Array.isArray(list) || list.length === 0 || !list.every(wellFormed)) {
        return report(
          `x-transitions of ${id} must be a list of { from: [STATE, …], to: STATE }, with when: { property: …, value: … } if the body selects the edge.`,
          at,
        )
      }
      const states = statesOf(content?.at('schema', 'properties', 'data'))
      if (states === undefined) {
        return report(`${id} has x-transitions, so its \`data\` or an object in it must have a \`status\` with an \`enum\`.`, at)
      }
      list.forEach(({ from, to, when }, index) => {
        for (const state of [...from, to].filter((each) => !states.includes(each))) {
          report(
            `x-transitions of ${id} contains ${state}, which is not a \`status\`; expected one of ${states.join(', ')}.`,
            at.child([index]),
          )
        }
        const property = body?.at('content', 'application/json', 'schema', 'properties', when?.property)
        if (when !== undefined && property?.value.enum?.includes(when.value) !== true) {
          report(
            `x-transitions of ${id} depends on ${when.property}: ${when.value}, which the body cannot contain; it must be a value of an \`enum\` property of the body.`,
            at.child([index, 'when']),
          )
        }
      })
    },
  })
}

function wellFormed(edge) {
  if (!isRecord(edge)) return false
  const { from, to, when, ...rest } = edge
  return (
    Object.keys(rest).length === 0 &&
    Array.isArray(from) &&
    from.length > 0 &&
    new Set(from).size === from.length &&
    [...from, to].every((state) => typeof state === 'string') &&
    (when === undefined || (isRecord(when) && Object.keys(when).sort().join() === 'property,value'))
  )
}

/** The states of the resource: those of `data.status`, or of the `status` of an object in `data`. */
function statesOf(data) {
  if (data === undefined) return undefined
  const resources = [data, ...(data.get('properties')?.members() ?? [])]
  return resources.map((resource) => propertyOf(resource, 'status')?.value.enum).find(Boolean)
}
