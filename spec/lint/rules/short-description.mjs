/** Generators paste `info.description` into every file; guides belong to `guides/`. */
const most = 300

export function shortDescription() {
  return {
    Info({ description = '' }, { report, location }) {
      if (description.length <= most) return
      report({
        message: `\`info.description\` must have at most ${most} characters, because generators repeat it in every file; found ${description.length}. Move the text into a guide.`,
        location: location.child(['description']),
      })
    },
  }
}
