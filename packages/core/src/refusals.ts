// What reads refusals closely; a page loads it behind its first answer.
export { normalizeError, type ErrorAnswer, type NormalizedError } from './errors/normalize-error.js';
