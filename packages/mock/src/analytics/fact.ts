/** Something that happened, as analytics looks at it. */
export interface Fact {
  readonly event: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** What it can be picked by, such as `experienceId`. */
  readonly about: Readonly<Record<string, unknown>>;
  /** What can be added up, such as `amount`. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Of what its amounts are; that of the organization where it does not say. */
  readonly currency: string;
  readonly segment: string | undefined;
}
