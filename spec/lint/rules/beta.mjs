import { isDeepStrictEqual } from 'node:util'

const callout = '> **Beta:** this operation may change without notice.\n\n'
const badges = [{ name: 'Beta', color: 'orange' }]

/** R17, D14: a beta operation has `x-stability: beta`, a badge and a callout; any other operation has none of them. */
export function beta() {
  return {
    Operation(operation, { report, location }) {
      const { operationId: id = 'An operation', description = '' } = operation
      const marks = {
        'x-stability': operation['x-stability'] === 'beta',
        'x-badges': operation['x-badges'] !== undefined,
        description: /^\s*>?\W*beta\b/i.test(description),
      }
      if (new Set(Object.values(marks)).size > 1) {
        const missing = Object.keys(marks).filter((mark) => !marks[mark])
        report({
          message: `${id} is marked as beta, but not in ${missing.join(' and ')}: a beta operation must have x-stability: beta, a badge and a callout; any other operation none of them (D14).`,
          location: location.key(),
        })
        return
      }
      if (!marks['x-stability']) return
      if (!isDeepStrictEqual(operation['x-badges'], badges)) {
        report({ message: `x-badges of ${id} must be [{ name: Beta, color: orange }] (D14).`, location: location.child(['x-badges']) })
      }
      if (!description.startsWith(callout)) {
        report({
          message: `The description of ${id} must begin with the line "${callout.trim()}", followed by an empty line (D14).`,
          location: location.child(['description']),
        })
      }
    },
  }
}
