import type { AuditEntry } from '@fanfare/contract/admin';

/** Something that a person should look at. */
export interface Finding {
  readonly rule: string;
  /** The numbers of the entries that show it. */
  readonly entries: readonly number[];
}

/** What is looked for, and how many of it are too many. */
interface ReviewRule {
  readonly name: string;
  readonly matches: (entry: AuditEntry) => boolean;
  /** From how many on by one actor it is a finding. */
  readonly atLeast: number;
}

const begins =
  (...words: readonly string[]) =>
  ({ action }: AuditEntry): boolean =>
    words.some((word) => action.startsWith(word));

const rules: readonly ReviewRule[] = [
  { name: 'keys of another organization were tried here', matches: begins('cross_tenant.'), atLeast: 1 },
  { name: 'keys or signatures were guessed', matches: begins('unproven.'), atLeast: 1 },
  {
    name: 'rights were changed',
    matches: (entry) =>
      begins('admin.apiKeys.', 'admin.members.', 'admin.roles.', 'admin.publicKeys.')(entry) &&
      entry.outcome === 'success',
    atLeast: 1,
  },
  { name: 'the log is kept for another time', matches: begins('admin.retention.update'), atLeast: 1 },
  { name: 'consumers were exported', matches: begins('admin.consumers.exports.'), atLeast: 1 },
  {
    name: 'somebody was refused again and again',
    matches: ({ outcome }) => outcome === 'denied',
    atLeast: 5,
  },
];

/** Finds what is conspicuous, actor by actor. */
export function review(entries: readonly AuditEntry[]): readonly Finding[] {
  return rules.flatMap(({ name, matches, atLeast }) =>
    [...Map.groupBy(entries.filter(matches), ({ actor }) => `${actor.type} ${actor.id ?? ''}`).values()]
      .filter(({ length }) => length >= atLeast)
      .map((found) => ({ rule: name, entries: found.map(({ seq }) => seq) })),
  );
}
