import { createHmac, timingSafeEqual } from 'node:crypto';

const stepSeconds = 30;
const digits = 6;
/** RFC 6238 §5.2: one step of delay, either way. */
const drift = 1;

/** A code that somebody shows, and what it is compared with. */
export interface TotpClaim {
  readonly secret: Uint8Array;
  readonly code: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The step whose code was shown last; no code up to it is good any more. */
  readonly lastStep: number;
}

/** Makes the code of a time step (RFC 4226 §5.3, with the time in place of the counter). */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The time step of a moment (RFC 6238 §4.2). */
export function totpStep(now: number): number {
  return Math.floor(now / 1000 / stepSeconds);
}

/**
 * Finds the step that a code belongs to: the present one or one beside it, and later than the last one, for a code works
 * once (RFC 6238 §5.2).
 */
export function matchTotp({ secret, code, now, lastStep }: TotpClaim): number | undefined {
  const present = totpStep(now);
  const steps = Array.from({ length: 2 * drift + 1 }, (_, index) => present - drift + index);
  return steps.find((step) => step > lastStep && sameText(totpCode(secret, step), code));
}

/** Writes what an authenticator scans. */
export function otpauthUri({
  secret,
  issuer,
  account,
}: {
  readonly secret: string;
  readonly issuer: string;
  readonly account: string;
}): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  // Not URLSearchParams: authenticators take its "+" for a plus sign.
  const query = `secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${digits}&period=${stepSeconds}`;
  return `otpauth://totp/${label}?${query}`;
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
