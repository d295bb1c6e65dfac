/** D12: every time is in UTC. The description says so, because a pattern makes clients reject their own times. */
export function dateTime() {
  return {
    Schema({ format, description = '', pattern }, { report, location }) {
      if (format !== 'date-time') return
      if (!/\bUTC\b/.test(description)) {
        report({ message: 'The description of a `date-time` must state that it is in UTC (D12).', location })
      }
      if (pattern !== undefined) {
        report({
          message: 'A `date-time` must have no `pattern`: generated clients apply it to their own type for times.',
          location: location.child(['pattern']),
        })
      }
    },
  }
}
