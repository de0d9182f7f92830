import type { SecretKey } from '@fanfare/contract';
import { connect, FanfareClient } from '@fanfare/browser';

declare const environment: Record<'KEY', string>;
declare const secretKey: SecretKey;
declare const eitherKey: 'pk_live_a1b2c3d4e5f6' | 'sk_live_a1b2c3d4e5f6';

// A key from the environment is a plain string: it compiles, and is checked when the client is made.
export const fromEnvironment: FanfareClient = new FanfareClient({ publishableKey: environment.KEY });
export const fromLiteral: FanfareClient = new FanfareClient({ publishableKey: 'pk_live_a1b2c3d4e5f6' });
const options = { publishableKey: environment.KEY, timeoutMs: 5_000 };
export const fromOptions: FanfareClient = new FanfareClient(options);

// @ts-expect-error A5: a secret key does not compile
new FanfareClient({ publishableKey: 'sk_live_a1b2c3d4e5f6' });

// @ts-expect-error A5: not as a constant either
new FanfareClient({ publishableKey: 'sk_test_a1b2c3d4e5f6', baseUrl: 'http://localhost:4800' } as const);

// @ts-expect-error A5: nor where the type alone says so
new FanfareClient({ publishableKey: secretKey });

// @ts-expect-error A5: nor where it is one of two
new FanfareClient({ publishableKey: eitherKey });

// @ts-expect-error A5: nor for the parts
connect({ publishableKey: 'sk_live_a1b2c3d4e5f6' });

// @ts-expect-error an option that does not exist
new FanfareClient({ publishableKey: environment.KEY, timeout: 5 });

// @ts-expect-error the key is required
new FanfareClient({});
