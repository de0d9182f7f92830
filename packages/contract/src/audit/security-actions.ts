/** What the platform writes down that is not the call of an operation. */
export const securityActions = {
  'cross_tenant.attempt':
    'Somebody asked for something of this organization with the rights of another one; a minute later, how often they did again.',
  'unproven.attempts':
    'Calls that named a key of this organization and proved nothing were refused more often in a minute than is written down one by one; how many more there were.',
  'consumer.erased': 'The erasure of a consumer ended; nothing tells any more who they were.',
  'retention.swept': 'What was kept for as long as the organization wanted was deleted.',
} as const satisfies Record<string, string>;

/** The name of something that the platform writes down by itself. */
export type SecurityAction = keyof typeof securityActions;
