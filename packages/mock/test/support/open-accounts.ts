import type { AuthSession, RefreshResult, TotpEnrollment } from '@fanfare/contract';
import type { OperationId } from '@fanfare/contract/operations';
import { createMockPlatform, type MockPlatform, type MockPlatformOptions } from '@fanfare/mock';
import { totpCode, totpStep } from '../../src/auth/totp.js';
import { fromBase32 } from './from-base32.js';
import { mockApi, type TestAnswer, type TestCall } from './mock-api.js';

/** One device on which somebody is signed in. */
export interface Device {
  readonly signIn: AuthSession;
  /** The id of its session. */
  readonly sessionId: string;
  call<Body = unknown>(id: OperationId, given?: TestCall): Promise<TestAnswer<Body>>;
  refresh(): Promise<TestAnswer<RefreshResult>>;
}

/** A platform with people who sign in on their devices. */
export interface Accounts {
  readonly platform: MockPlatform;
  readonly call: ReturnType<typeof mockApi>['call'];
  guest(userAgent?: string): Promise<Device>;
  member(email: string, how?: { userAgent?: string; token?: string }): Promise<Device>;
  /** A member whose address the merchant's identity provider claims, and nobody proved. */
  external(subject: string, claims?: Readonly<Record<string, unknown>>): Promise<Device>;
  /** The device with its next pair of tokens. */
  refreshed(device: Device): Promise<Device>;
  /** The device as it goes on after an answer with another session. */
  deviceOf(signIn: AuthSession): Device;
  /** Enrolls and confirms a second factor. */
  enroll(device: Device): Promise<Authenticator>;
}

/** An authenticator with its secret. */
export interface Authenticator {
  readonly backupCodes: readonly string[];
  /** The code of this moment, or of a moment so many steps away. */
  code(away?: number): string;
}

/** The keys of the shop that they sign in at. */
export const pk = 'pk_test_aurora_mock';
export const sk = 'sk_test_aurora_mock';

/** Opens a platform at a fixed time. */
export function openAccounts(options: MockPlatformOptions = {}): Accounts {
  const platform = createMockPlatform({
    now: '2026-11-22T10:00:00.000Z',
    seed: 7,
    withoutRateLimits: true,
    ...options,
  });
  const { call } = mockApi(platform);
  const headersOf = (userAgent = ''): Record<string, string> => ({ 'user-agent': userAgent });

  function deviceOf(signIn: AuthSession): Device {
    return {
      signIn,
      sessionId: String(claimsOf(signIn.accessToken)['sid']),
      call: (id, given) => call(id, { pk, token: signIn.accessToken, ...given }),
      refresh: () => call('auth.refresh', { pk, body: { refreshToken: signIn.refreshToken } }),
    };
  }

  return {
    platform,
    call,
    deviceOf,
    async refreshed(device) {
      const { body } = await device.refresh();
      return deviceOf({ ...device.signIn, ...body });
    },
    async guest(userAgent) {
      return deviceOf((await call<AuthSession>('auth.guest', { pk, headers: headersOf(userAgent) })).body);
    },
    async member(email, { userAgent, token } = {}) {
      await call('auth.requestOtp', { pk, body: { email } });
      const body = { email, code: platform.otpFor(email) };
      const given = { pk, body, headers: headersOf(userAgent), ...(token !== undefined && { token }) };
      return deviceOf((await call<AuthSession>('auth.verifyOtp', given)).body);
    },
    async external(subject, claims = {}) {
      const body = { provider: 'clerk', issuer: 'https://clerk.example', subject, claims };
      const { body: vouched } = await call<{ exchangeCode: string }>('auth.authorizeExternal', {
        signedBy: sk,
        body,
      });
      const { exchangeCode } = vouched;
      return deviceOf(
        (await call<AuthSession>('auth.exchangeExternal', { pk, body: { exchangeCode } })).body,
      );
    },
    async enroll(device) {
      const { body } = await device.call<TotpEnrollment>('mfa.enroll');
      const secret = fromBase32(body.secret);
      const code = (away = 0): string => totpCode(secret, totpStep(platform.clock.now()) + away);
      const confirmed = await device.call<{ backupCodes: string[] }>('mfa.confirm', {
        body: { code: code() },
      });
      return { backupCodes: confirmed.body.backupCodes, code };
    },
  };
}

/** Reads the claims of a token, without checking it. */
export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >; // claims are an object
}
