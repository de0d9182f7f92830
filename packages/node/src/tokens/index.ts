export { verifyConsumerToken, type VerifyConsumerTokenOptions } from './verify-consumer-token.js';
export {
  verifyExternalToken,
  type VerifiedExternal,
  type VerifyExternalTokenOptions,
} from './verify-external-token.js';
export type { VerifiedConsumer } from './verify-with-keys.js';
export type { PossessionOptions } from './check-possession.js';
export type { ProofOfRequest } from './verify-proof.js';
export type { ClaimProof, SeenProof } from './proof-log.js';
export type { TokenRefusal } from './token-error.js';
