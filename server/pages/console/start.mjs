/* Runs in the browser: shows the operations, with the chosen key. */
const chosen = document.querySelector('select')

/** The colors are those that the reader chose for the documentation, or those of the system. */
function color() {
  let appearance = 'auto'
  try {
    appearance = localStorage.getItem('vitepress-theme-appearance') ?? appearance
  } catch {
    // A browser may forbid storage; the system then decides.
  }
  const isDark = appearance === 'dark' || (appearance !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.toggle('dark-mode', isDark)
}
color()
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', color)

/** Turns the address of an operation in the reference, which has small letters and hyphens, into the one of Swagger UI: `#/API%20keys/listApiKeys`. */
function adopt(document) {
  const wanted = location.hash.slice(2).toLowerCase()
  for (const item of Object.values(document.paths)) {
    for (const { tags, operationId } of Object.values(item)) {
      if (operationId === undefined || `${tags[0].replaceAll(' ', '-')}/${operationId}`.toLowerCase() !== wanted) continue
      history.replaceState(null, '', `#/${encodeURIComponent(tags[0])}/${operationId}`)
    }
  }
}

const response = await fetch('openapi.json')
const spec = await response.json()
adopt(spec)
const [scheme] = Object.keys(spec.components.securitySchemes)

const ui = SwaggerUIBundle({
  spec,
  dom_id: '#operations',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: -1,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  // The only address that Swagger UI would ask beside this server.
  validatorUrl: null,
  onComplete: () => {
    const use = () => ui.preauthorizeApiKey(scheme, chosen.value)
    if (chosen === null) return
    use()
    chosen.addEventListener('change', use)
  },
})
