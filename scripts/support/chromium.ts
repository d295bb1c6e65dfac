import { isExecutable, onPath } from './on-path.ts'

/** Path of a Chromium or Chrome: the variable `CHROMIUM`, or the first one on the PATH; `undefined` if none is found. */
export function findChromium(): string | undefined {
  const { CHROMIUM: named } = process.env
  if (named !== undefined && isExecutable(named)) return named
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap((each) => onPath(each) ?? [])[0]
}
