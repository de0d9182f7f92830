/**
 * Writes one statement that runs several which create something. Two processes that create the same thing at once would fail on each other; a
 * lock makes them take turns.
 */
export function createTogether(statements: readonly string[], lock: string): string {
  const body = statements.map((text) => `${text};`).join(' ');
  return `do $$ begin perform pg_advisory_xact_lock(hashtext('${lock.replaceAll('"', '')}')); ${body} end $$`;
}
