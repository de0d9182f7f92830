import { authRoutes, mfaRoutes, pageSessionRoute, sessionRoutes, type Route } from '@fanfare/contract';
import { NotFoundError } from '@fanfare/core/base';
import { refusal } from './answers.js';
import { guest } from './routes/guest.js';
import { logoutEverywhere } from './routes/logout-everywhere.js';
import { logout } from './routes/logout.js';
import { requestOtp } from './routes/request-otp.js';
import { sessionInfo } from './routes/session-info.js';
import { signIn } from './routes/sign-in.js';
import { stepUp } from './routes/step-up.js';
import { token } from './routes/token.js';
import type { SessionServices } from './session-services.js';
import { openVisit, type Visit } from './visit.js';

type Handle = (visit: Visit, services: SessionServices) => Promise<Response>;

const lineOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

/** What a page may ask a backend in cookie mode. The paths are the platform's own, so that a page needs no others. */
const table: ReadonlyMap<string, Handle> = new Map<string, Handle>([
  [lineOf(pageSessionRoute), sessionInfo],
  [lineOf(authRoutes.guest), guest],
  [lineOf(authRoutes.requestOtp), requestOtp],
  [lineOf(authRoutes.verifyOtp), signIn('auth.verifyOtp')],
  [lineOf(authRoutes.exchangeExternal), signIn('auth.exchangeExternal')],
  [lineOf(authRoutes.refresh), token],
  [lineOf(authRoutes.logout), logout],
  [lineOf(mfaRoutes.stepUp), stepUp],
  [lineOf(sessionRoutes.revokeAll), logoutEverywhere],
]);

/** Answers one request of a page; never rejects. */
export async function handleRequest(
  request: Request,
  {
    services,
    path,
    onError,
  }: {
    readonly services: SessionServices;
    /** Where the routes are mounted. */
    readonly path: string;
    readonly onError: (error: unknown) => void;
  },
): Promise<Response> {
  try {
    const { pathname } = new URL(request.url);
    const handle = pathname.startsWith(`${path}/`)
      ? table.get(`${request.method} ${pathname.slice(path.length)}`)
      : undefined;
    if (handle === undefined) throw notFound();
    return await handle(await openVisit(request, services), services);
  } catch (error) {
    onError(error);
    return refusal(error);
  }
}

function notFound(): NotFoundError {
  return new NotFoundError('There is nothing at this address.', { code: 'not_found', status: 404 });
}
