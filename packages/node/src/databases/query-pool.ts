/** What is used of a `Pool` of `pg` by whoever sends single statements. */
export interface QueryPool {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
}
