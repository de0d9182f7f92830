import { FanfareError } from '@fanfare/core/base';

/** Why a sealed record was not opened. */
export type SealingRefusal = 'form' | 'unknown_key' | 'changed';

const sentences: Readonly<Record<SealingRefusal, string>> = {
  form: 'it does not have the form of one',
  unknown_key: 'the key that it names is not among those given',
  changed: 'it was changed, is the record of somebody else, or was sealed with another key of that id',
};

/** Says that what a store holds cannot be trusted (`sealed_record_invalid`): treat it as absent, and sign in afresh. */
export class SealedRecordError extends FanfareError {
  override readonly name: string = 'SealedRecordError';

  /** Tells the reason in `details`; nothing of the record. */
  constructor(reason: SealingRefusal) {
    super(`A sealed record was not opened: ${sentences[reason]}. Treat it as absent.`, {
      code: 'sealed_record_invalid',
      details: { reason },
    });
  }
}
