/** What is wrong with a chain of audit entries. */
export type ChainFaultReason =
  /** It is not an entry: a field that every entry has is missing, or of another type. */
  | 'malformed'
  /** It is not what its hash was made of: something in it was changed. */
  | 'content_changed'
  /** Its number does not follow the one before: entries were removed, inserted or moved. */
  | 'out_of_sequence'
  /** It does not name the hash of the entry before it. */
  | 'broken_link'
  /** It is an entry of another organization, or of the other mode. */
  | 'wrong_tenant'
  /** It is not the entry that the anchor remembers at this place: the chain was written anew. */
  | 'anchor_mismatch'
  /** The log begins after everything that the anchor remembers: nothing ties one to the other. */
  | 'anchor_outdated'
  /** The chain ends before the entry that the anchor remembers as the last one. */
  | 'truncated';

/** Where a chain is broken, and how. */
export interface ChainFault {
  readonly valid: false;
  /** The index of the first entry that is wrong; the number of entries where they end too early. */
  readonly index: number;
  readonly reason: ChainFaultReason;
}
