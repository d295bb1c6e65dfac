/** Validates values against schemas of the contract. */
export interface SchemaJudge {
  /** Describes where and how the value violates the schema at the pointer into the contract; empty if it is valid. */
  faults(pointer: string, value: unknown): string[]
  /**
   * The places where the value violates the schema, as JSON pointers (RFC 6901) into the value: the invalid value, the missing property, or
   * the unexpected property. If a value matches no branch of a choice, the place of that value.
   */
  places(pointer: string, value: unknown): string[]
  /** Properties that the schema does not define, as JSON pointers into the value. */
  undocumented(pointer: string, value: unknown): string[]
}
