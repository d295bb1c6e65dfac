/** Figures as HTML. */
import { text as escaped } from '../../verification/proof/page/markup.ts'

/**
 * A figure with an image and its caption as HTML on one line. The image takes its colors from the theme, light or dark; only pages with a figure carry them.
 *
 * @param label what the image shows, for those who do not see it
 * @param caption HTML
 */
export function figureOf(width: number, height: number, label: string, image: string, caption: string): string {
  const size = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`
  const look = 'fill="none" stroke="currentColor" stroke-width="1.5" font-size="12" style="color:var(--vp-c-text-1)"'
  return `<figure><svg ${size} role="img" aria-label="${escaped(label)}" ${look}>${image}</svg><figcaption>${caption}</figcaption></figure>`
}

/** Text of a figure, which begins, ends or is centered (`middle`) at a place. */
export const figureText = (x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end' = 'start', weight = 400): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}" font-weight="${weight}" fill="currentColor" stroke="none">${escaped(text)}</text>`
