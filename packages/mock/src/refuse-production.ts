/**
 * Refuses to run where real shoppers may be.
 *
 * @throws {Error} where `NODE_ENV` is `production`.
 */
export function refuseProduction(environment: Readonly<Record<string, string | undefined>>): void {
  if (environment['NODE_ENV'] !== 'production') return;
  throw new Error(
    'The mock platform does not start with NODE_ENV=production: it hands out one-time codes and moves its clock for anyone. Unset NODE_ENV, or point the SDK at the real platform.',
  );
}
