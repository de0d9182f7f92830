export { mismatches, type Mismatch } from '../mismatches.js';
export { withTolerance, type Tolerance } from '../tolerance.js';
export { authSessionSchema, refreshResultSchema, sessionSchema } from './auth.js';
export { errorBodySchema, issueSchema } from './errors.js';
export { ownStateSchema } from './consumers.js';
export { experienceSchema } from './experiences.js';
export { queueSchema, queueStateSchema } from './queues.js';
export { routeResultSchema } from './routing.js';
