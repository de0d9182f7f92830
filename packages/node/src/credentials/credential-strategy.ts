import type { Secret } from '../secret.js';

/**
 * A way to prove who a server is. Every one of them keeps the same promises: whoever asks at the same time shares one question to
 * whatever is behind it, and what was refused once is not asked for again by those who come late.
 */
export interface CredentialStrategy {
  /**
   * Returns what to send now. What is about to expire is replaced before it does.
   *
   * @throws FanfareError where there is none, with nothing secret in it
   */
  get(): Promise<Secret>;
  /**
   * Returns what to send in place of one that was refused: its successor where somebody else has asked already, and the same one
   * where there is no other.
   *
   * @throws FanfareError as {@link CredentialStrategy.get} does
   */
  renew(refused: Secret): Promise<Secret>;
}
