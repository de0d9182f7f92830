/** Where a one-time code can go: exactly one of the two is there. */
export interface Address {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

/** Writes an address in one way only, so that two spellings of it are the same. */
export function normalizeAddress({ email, phone }: Address): string {
  if (email !== undefined) return email.toLowerCase();
  return (phone ?? '').replace(/[^+0-9]/g, '');
}
