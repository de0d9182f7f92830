import 'server-only';

/** What the server of the shop is told by its environment. Only what a page hands on goes to browsers. */
export const settings = {
  publishableKey: named('FANFARE_PUBLISHABLE_KEY') as `pk_${string}`, // the client checks it
  secretKey: named('FANFARE_SECRET_KEY'),
  organizationId: named('FANFARE_ORGANIZATION_ID'),
  experienceId: named('FANFARE_EXPERIENCE_ID'),
  queueId: named('FANFARE_QUEUE_ID'),
  webhookSecret: named('FANFARE_WEBHOOK_SECRET'),
  /** Seals the shoppers' tokens: `openssl rand -base64 32`. */
  sealKey: named('SEAL_KEY'),
  /** Where the shop is, as shoppers see it. */
  shopUrl: named('SHOP_URL'),
  /** Where the platform is; left out in production. */
  baseUrl: process.env.FANFARE_URL,
};

function named(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`The environment has no ${name}; start.mjs shows what the shop needs.`);
  return value;
}
