import { isFanfareError } from '@fanfare/browser';

/** What a shopper can do about it, by the code of the error. */
const texts: Readonly<Record<string, string>> = {
  otp_invalid: 'That is not the code that we sent last. Please try again.',
  otp_expired: 'That code is too old. Reload the page and ask for a new one.',
  rate_limited: 'Too many tries. Please wait a minute.',
  queue_full: 'The line is full. Please try again in a minute.',
  not_open: 'The line is not open yet.',
  network_error: 'You seem to be offline. Your place in line is kept.',
  timeout: 'No answer came in time. Please try again.',
};
const otherwise = 'Something went wrong. Please try again.';

/** Tells a shopper what went wrong; messages of the SDK are for developers. */
export function problemText(error: unknown): string {
  if (isFanfareError(error)) return texts[error.code] ?? otherwise;
  return error instanceof Error ? error.message : otherwise;
}
