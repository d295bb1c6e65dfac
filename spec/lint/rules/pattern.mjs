/** A pattern matches the whole string: some engines search, others match, and an anchored pattern means the same to both. */
export function pattern() {
  return {
    Schema({ pattern: text }, { report, location }) {
      if (text === undefined || isAnchored(text)) return
      report({
        message: `The pattern ${text} must be anchored at both ends, ^…$, with the alternatives of a choice in parentheses: ^(a|b)$.`,
        location: location.child(['pattern']),
      })
    },
  }
}

function isAnchored(text) {
  const inner = /^\^(.*)\$$/s.exec(text)?.[1]
  if (inner === undefined || inner.endsWith('\\')) return false
  // Without escaped characters, character classes and groups, a `|` is a choice between whole patterns.
  let rest = inner.replaceAll(/\\./gs, '').replaceAll(/\[[^\]]*\]/g, '')
  for (let before = ''; before !== rest;) {
    before = rest
    rest = rest.replaceAll(/\([^()]*\)/g, '')
  }
  return !rest.includes('|')
}
