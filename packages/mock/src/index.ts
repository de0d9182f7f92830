export { createMockPlatform, type MockPlatform } from './platform.js';
export type { MockPlatformOptions } from './options/mock-platform-options.js';
export type { MockSettings } from './settings.js';
export type { MockClock } from './clock.js';
export type { Fault } from './faults.js';
export type { LoggedRequest } from './state/request-log.js';
export type {
  World,
  WorldData,
  WorldExperience,
  WorldKeys,
  WorldOrganization,
  WorldQueue,
  WorldSequence,
} from './state/world.js';
export type { Delivery, DeliveryAttempt, NewWebhookEndpoint, WebhookEndpoint } from './parts.js';
