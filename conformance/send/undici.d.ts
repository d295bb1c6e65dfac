/** A module of undici 7 without types of its own. */
declare module 'undici/lib/dispatcher/client.js' {
  export { Client as default } from 'undici'
}
