/** Shortens a text to 60 characters. */
export const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
