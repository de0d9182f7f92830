import { OptionsError } from '@fanfare/core/base';
import type { FanfareServerOptions } from './options.js';

/** The variables that {@link fromEnv} reads, and the options that they become. */
const variables: Readonly<Record<keyof OptionsFromEnv, string>> = {
  secretKey: 'FANFARE_SECRET_KEY',
  organizationId: 'FANFARE_ORGANIZATION_ID',
  baseUrl: 'FANFARE_URL',
  expectMode: 'FANFARE_MODE',
};

/** Where variables are read from: `process.env`, or what an edge runtime hands to its handler. */
export type Environment = Readonly<Record<string, unknown>>;

/** The options that can come from the environment. */
export type OptionsFromEnv = Pick<
  FanfareServerOptions,
  'secretKey' | 'organizationId' | 'baseUrl' | 'expectMode'
>;

/**
 * Reads the options of a `FanfareServer` from the environment: `FANFARE_SECRET_KEY`, and where they are there
 * `FANFARE_ORGANIZATION_ID`, `FANFARE_URL` and `FANFARE_MODE` (`test` or `live`). One that is empty counts as missing.
 *
 * @param environment - @default `process.env`
 * @throws OptionsError `invalid_options`, naming the variable and never its value
 * @example
 * ```ts
 * import { FanfareServer, fromEnv } from '@fanfare/node';
 *
 * const fanfare = new FanfareServer(fromEnv());
 * ```
 */
export function fromEnv(environment: Environment = globalThis.process?.env ?? {}): OptionsFromEnv {
  const options: Record<string, string> = {};
  for (const [option, name] of Object.entries(variables)) {
    const value = environment[name];
    if (value === undefined || value === '') continue;
    if (typeof value !== 'string') throw new OptionsError(`The environment variable ${name} must be a text.`);
    if (value.trim() !== value) {
      throw new OptionsError(`The environment variable ${name} has white space around it; trim it.`);
    }
    options[option] = value;
  }
  if (options['secretKey'] === undefined) {
    throw new OptionsError(
      `The environment variable ${variables.secretKey} is not set. It holds the secret key (sk_…) from the dashboard.`,
    );
  }
  if (options['expectMode'] !== undefined && !['test', 'live'].includes(options['expectMode'])) {
    throw new OptionsError(`The environment variable ${variables.expectMode} must be "test" or "live".`);
  }
  return options as OptionsFromEnv; // FanfareServer checks the key itself; the other three are texts
}
