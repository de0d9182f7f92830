import type { ExperienceId, Theme } from '@fanfare/contract';
import type { RowOf } from './table.js';

/** What is kept of an experience. */
export interface ExperienceFields {
  readonly name: string;
  readonly timeZone: string;
  readonly accessCode: string | null;
  readonly theme: Theme | null;
  readonly i18n: Record<string, Record<string, string>> | null;
  /** Whether pages may show what happens in it. */
  readonly activityFeed: boolean;
}

/** What is kept of a sequence: a way through an experience, and who may take it. */
export interface SequenceFields {
  readonly experienceId: ExperienceId;
  readonly name: string;
  /** Of several ways that a consumer may take, the highest wins. */
  readonly priority: number;
  readonly color: string | null;
  /** The code that opens it; `null` where it is open to all. */
  readonly accessCode: string | null;
  /** The audience that it is for; `null` for everybody. */
  readonly audienceId: string | null;
  readonly productSelectionMode: 'USER_SELECTED' | 'SYSTEM_ASSIGNED' | null;
  /** Whether a shopper has to pass a bot check first. */
  readonly botCheck: 'off' | 'required';
}

/** What an experience offers. */
export interface ExperienceProductFields {
  readonly experienceId: ExperienceId;
  readonly productId: string;
  readonly productVariantId: string | null;
  readonly position: number;
  readonly isPrimary: boolean;
}

/** A stored experience. */
export type ExperienceRow = RowOf<ExperienceFields>;
/** A stored sequence. */
export type SequenceRow = RowOf<SequenceFields>;
/** A stored entry of what an experience offers. */
export type ExperienceProductRow = RowOf<ExperienceProductFields>;

/** What a sequence has that nobody said anything about. */
export const newSequence: Omit<SequenceFields, 'experienceId' | 'name'> = {
  priority: 0,
  color: null,
  accessCode: null,
  audienceId: null,
  productSelectionMode: null,
  botCheck: 'off',
};
