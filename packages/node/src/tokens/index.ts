export { verifyConsumerToken, type VerifyConsumerTokenOptions } from './verify-consumer-token.js';
export type { VerifiedConsumer } from './verify-with-keys.js';
export type { TokenRefusal } from './token-error.js';
