/** Names what the platform's own SDK leaves in `localStorage`: the session, its refresh token, and what belongs to them. */
export function leftNames(
  organizationId: string,
): readonly [session: string, refreshToken: string, ...others: string[]] {
  const nameOf = (what: string): string => `fanfare:${organizationId}:${what}`;
  return [nameOf('session'), nameOf('refresh_token'), nameOf('state'), nameOf('journeys')];
}
