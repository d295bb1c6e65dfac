/** What judges values by schemas of the contract. */
export interface SchemaJudge {
  /** Where and how the value breaks the schema at the pointer into the contract, as phrases; none if it keeps it. */
  faults(pointer: string, value: unknown): string[]
  /**
   * The places where the value breaks the schema, as JSON pointers (RFC 6901) into it: of the value that is wrong, of the property that is
   * missing, or of the one too many. Of a value that keeps no branch of a choice, that of the value.
   */
  places(pointer: string, value: unknown): string[]
  /** Properties that the schema does not mention, as JSON pointers into the value. */
  undocumented(pointer: string, value: unknown): string[]
}
