import { limits, webhookSignature } from '@fanfare/contract';
import { checkOptions, type Clock, describeType, OptionsError, systemClock } from '@fanfare/core/base';
import { checkClock } from '../check-option.js';
import type { HmacKey } from '../runtime/hmac-key.js';
import { importSecrets } from './import-secrets.js';

/** How deliveries are verified. There is no option that skips a check. */
export interface WebhooksOptions {
  /**
   * The secrets of the endpoint (`whsec_…`). During a rotation list the new and the old one; a delivery is good
   * when any of them signed it.
   */
  readonly secrets: readonly string[];
  /**
   * Seconds that the time of a signature may lie from now, either way. 0 means the same second.
   * @default 300
   */
  readonly toleranceSeconds?: number;
  /**
   * Largest body, in bytes.
   * @default 1048576
   */
  readonly maxBytes?: number;
  /**
   * Names the cause of a signature that does not fit, as `mismatchCause` and `hint` of the error. For development: it
   * costs several hashes per forgery, accepts nothing, and is refused where `NODE_ENV` is `production`.
   * @default false
   */
  readonly doctor?: boolean;
  /**
   * Secrets that are no longer accepted, for the doctor to recognise.
   * @default []
   */
  readonly retiredSecrets?: readonly string[];
  /** @default the clock of this machine */
  readonly clock?: Clock;
}

/** Options with nothing left open. */
export interface ResolvedWebhooksOptions {
  readonly keys: readonly HmacKey[];
  readonly toleranceSeconds: number;
  readonly maxBytes: number;
  readonly doctor: boolean;
  readonly retiredKeys: readonly HmacKey[];
  readonly clock: Clock;
}

/** The names of the options, for those who extend them. */
export const webhooksOptionNames: readonly string[] = [
  'secrets',
  'toleranceSeconds',
  'maxBytes',
  'doctor',
  'retiredSecrets',
  'clock',
];

/** A tolerance beyond a day would be a switch that turns the check off. */
const maxToleranceSeconds = 86_400;

/** Checks the options and fills in the defaults. */
export function resolveWebhooksOptions(options: WebhooksOptions): ResolvedWebhooksOptions {
  checkOptions(options, webhooksOptionNames, 'The verification of webhooks');
  checkClock(options.clock);
  const keys = importSecrets(options.secrets, 'secrets');
  if (keys.length === 0) {
    throw new OptionsError('secrets is empty. List at least one secret of the endpoint (whsec_…).');
  }
  return {
    keys,
    toleranceSeconds: checkTolerance(options.toleranceSeconds ?? webhookSignature.toleranceSeconds),
    maxBytes: checkPositive(options.maxBytes ?? limits.webhookBytes, 'maxBytes'),
    doctor: checkDoctor(options.doctor ?? false),
    retiredKeys: importSecrets(options.retiredSecrets ?? [], 'retiredSecrets'),
    clock: options.clock ?? systemClock,
  };
}

/** Checks that an option is a whole number above 0. */
export function checkPositive(value: unknown, option: string): number {
  if (Number.isSafeInteger(value) && (value as number) > 0) return value as number; // an integer is a number
  throw new OptionsError(`${option} must be a whole number above 0, not ${describeNumber(value)}.`);
}

/** Checks that an option is a tolerance that still is one. */
export function checkTolerance(value: unknown): number {
  if (typeof value === 'number' && value >= 0 && value <= maxToleranceSeconds) return value;
  throw new OptionsError(
    `toleranceSeconds must be a number from 0 to ${maxToleranceSeconds}, not ${describeNumber(value)}.`,
  );
}

function checkDoctor(value: unknown): boolean {
  if (typeof value !== 'boolean') {
    throw new OptionsError(`doctor must be true or false, not ${describeType(value)}.`);
  }
  if (!value || globalThis.process?.env?.['NODE_ENV'] !== 'production') return value;
  throw new OptionsError('doctor is for development. Remove it, or unset NODE_ENV=production.');
}

function describeNumber(value: unknown): string {
  return typeof value === 'number' ? String(value) : describeType(value);
}
