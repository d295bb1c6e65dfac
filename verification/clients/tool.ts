/** What `npm run clients` needs to know about a tool that generates clients. */

/** A command line. It runs in the folder of the client unless it names another. */
export interface Command {
  readonly file: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** A command that must be on the machine, in this version or a later one. */
export interface Need {
  readonly command: string
  /** Arguments that print the version, which is the first number with a dot in the output. */
  readonly args: readonly string[]
  readonly least: string
}

/** The files of one client. */
export interface Place {
  /** The OpenAPI document. */
  readonly contract: string
  /** An own folder for this client: a copy of its program, and the generated code in `client/`. */
  readonly folder: string
  /** Keeps downloads from one run to the next. All tools share it. */
  readonly cache: string
}

/** A message of the generator that says nothing about the contract. */
export interface Accepted {
  readonly text: string
  readonly reason: string
}

/** A tool, and how to generate, check and run a client with it. To add a tool, add a record and a program in `programs/<id>/`. */
export interface Tool {
  /** Names its folder in `programs/`. */
  readonly id: string
  readonly name: string
  readonly version: string
  readonly language: 'TypeScript' | 'Java' | 'Go' | 'Python'
  readonly needs: readonly Need[]
  /** Downloads what the other steps need, at pinned versions with pinned hashes. */
  readonly prepare?: (place: Place) => Promise<void>
  readonly generate: (place: Place) => readonly Command[]
  /** Matches the start of each warning or error in the output of the generator. */
  readonly warning: RegExp
  readonly accepted: readonly Accepted[]
  /** Compiles or type-checks the client and the program. */
  readonly check: (place: Place) => readonly Command[]
  /** Runs the program. */
  readonly program: (place: Place) => Command
}
