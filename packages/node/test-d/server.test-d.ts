import type { Admission, PublishableKey, SecretKey } from '@fanfare/contract';
import { FanfareServer, type FanfareServerOptions } from '@fanfare/node';
import type { VerifiedConsumer } from '@fanfare/node/tokens';
import { expectTypeOf } from 'vitest';

declare const secretKey: SecretKey;
declare const publishableKey: PublishableKey;
const fanfare = new FanfareServer({ secretKey });

// A5: the other kind of key does not compile; a string from the environment does.
new FanfareServer({ secretKey: process.env['FANFARE_SECRET_KEY'] ?? '' });
new FanfareServer({ secretKey: async () => secretKey });
// @ts-expect-error a publishable key is for pages
new FanfareServer({ secretKey: publishableKey });
// @ts-expect-error nor from a provider
new FanfareServer({ secretKey: () => publishableKey });
// @ts-expect-error certificate checks have no switch
new FanfareServer({ secretKey, rejectUnauthorized: false });

// E12: a key of one's own signs instead of a secret key.
new FanfareServer({ signingKey: { privateKey: process.env['FANFARE_SIGNING_KEY'] ?? '' } });
new FanfareServer({ signingKey: async () => ({ privateKey: { kty: 'OKP', crv: 'Ed25519' } }) });
// @ts-expect-error a key is more than a text: it may have a name
new FanfareServer({ signingKey: 'MC4CAQAwBQYDK2VwBCIEIJ' });

// A13: the scopes of a key are known.
const rights = { kind: 'secret', name: 'Till' } as const;
void fanfare.admin.apiKeys.create({ ...rights, scopes: ['read:consumers', 'admin'] });
// @ts-expect-error a scope that there is not
void fanfare.admin.apiKeys.create({ ...rights, scopes: ['read:everything'] });
// @ts-expect-error a secret key without scopes
void fanfare.admin.apiKeys.create(rights);

// An absent variable of the environment may be passed on.
expectTypeOf<FanfareServerOptions['baseUrl']>().toEqualTypeOf<string | undefined>();

const grant = {
  token: 't',
  consumerId: 'csm_1',
  distributionId: 'que_1',
  distributionType: 'queue',
} as const;
expectTypeOf(fanfare.admissions.validate(grant)).toEqualTypeOf<Promise<Admission>>();
// @ts-expect-error an appointment has no grants
void fanfare.admissions.validate({ ...grant, distributionType: 'appointment' });
// @ts-expect-error reading takes no idempotency key
void fanfare.consumers.get('csm_1', { idempotencyKey: 'key-00001' });
// @ts-expect-error a reason nobody knows
void fanfare.queues.deny('que_1', { consumerId: 'csm_1', reason: 'MOOD' });

expectTypeOf(fanfare.tokens.verify('t')).toEqualTypeOf<Promise<VerifiedConsumer>>();
expectTypeOf(fanfare.tokens.verify('t', { checkSession: true })).toEqualTypeOf<Promise<VerifiedConsumer>>();
// @ts-expect-error what is checked is the session, under one name
void fanfare.tokens.verify('t', { checkSessions: true });
