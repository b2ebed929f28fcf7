/** A table's bytes, which may be asked for more than once. */
export interface Source {
  /** Without folders. */
  name: string;
  chunks(): Iterable<Uint8Array>;
}
