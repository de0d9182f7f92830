/** The code of what a PostgreSQL server refused, as its clients hand it on. */
export function sqlState(error: unknown): unknown {
  return (error as { readonly code?: unknown } | null | undefined)?.code;
}
