import type { Io } from '../io.js';

/** What a check found: `skipped` where what it needs was not given. */
export interface Finding {
  readonly state: 'good' | 'warning' | 'bad' | 'skipped';
  readonly says: string;
  /** What to do about it; absent where it is good. */
  readonly fix?: string;
}

/** What there is to look at: the variables and options of the merchant. */
export interface Patient {
  readonly publishableKey: string | undefined;
  readonly secretKey: string | undefined;
  /** Which mode the keys have to be of. */
  readonly mode: string | undefined;
  readonly isProduction: boolean;
  readonly webhookSecret: string | undefined;
  readonly baseUrl: string | undefined;
  readonly webhookUrl: string | undefined;
  readonly pageUrl: string | undefined;
  readonly io: Pick<Io, 'fetch' | 'signal'>;
}

/** One look at a merchant's set-up. */
export interface Check {
  readonly id: string;
  readonly title: string;
  look(patient: Patient): Promise<readonly Finding[]>;
}

/** Says that a check could not be made, and what it needs. */
export function skipped(needs: string): readonly Finding[] {
  return [{ state: 'skipped', says: `needs ${needs}` }];
}
