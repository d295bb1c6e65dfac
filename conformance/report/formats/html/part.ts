import { html, type Markup } from './markup.ts'

/** A part of the page with a heading. */
export interface Part {
  readonly id: string
  readonly heading: string
  /** The heading in a word or two, for the navigation. */
  readonly short: string
  readonly body: Markup
}

export const renderPart = ({ id, heading, body }: Part): Markup =>
  html`<section id="${id}" class="part">
    <h2 tabindex="-1">${heading}</h2>
    ${body}
  </section> `
