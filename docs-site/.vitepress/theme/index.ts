import DefaultTheme from 'vitepress/theme-without-fonts'
import { defineComponent, h, onMounted } from 'vue'
import { inBrowser, type Theme } from 'vitepress'
import { isDocument } from '../../site.ts'
import './style.css'

/** Opens the search if the address ends with `#search`: the link of the pages that have no search of their own. */
function openSearchOnRequest(): void {
  if (location.hash !== '#search') return
  history.replaceState(history.state, '', location.pathname)
  document.querySelector<HTMLButtonElement>('.VPNavBarSearch button')?.click()
}

const Layout = defineComponent(() => {
  onMounted(openSearchOnRequest)
  return () => h(DefaultTheme.Layout)
})

const theme: Theme = {
  extends: DefaultTheme,
  Layout,
  enhanceApp({ router, siteData }) {
    router.onBeforeRouteChange = (to) => {
      if (!inBrowser) return true
      const { pathname, href } = new URL(to, location.href)
      const { base } = siteData.value
      if (!pathname.startsWith(base) || !isDocument(pathname.slice(base.length))) return true
      location.assign(href)
      return false
    }
  },
}

// VitePress reads the theme from the default export.
export default theme
