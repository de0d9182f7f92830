import { webhookRetrySchedule } from '@fanfare/contract';
import { OptionsError } from '@fanfare/core/base';
import { checkPositive } from './webhooks-options.js';

const retriesMs = webhookRetrySchedule.reduce((sum, seconds) => sum + seconds, 0) * 1000;

/** How long events are remembered by default, in milliseconds: 7 days. */
export const defaultRetentionMs = 604_800_000;

/** Checks how long an inbox remembers an event. */
export function checkRetention(value: unknown, option: string): number {
  const ms = checkPositive(value ?? defaultRetentionMs, option);
  if (ms >= retriesMs) return ms;
  throw new OptionsError(
    `${option} must be at least ${retriesMs}: the platform delivers again for that long, and a forgotten event would have its effect twice.`,
  );
}
