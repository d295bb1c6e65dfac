const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as HTML, also in attributes. */
export const html = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? '')
