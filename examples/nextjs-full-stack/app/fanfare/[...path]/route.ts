import { sessions } from '../../../lib/fanfare-server';

// Sign-in, refresh and sign-out of the page: the tokens stay here.
export const dynamic = 'force-dynamic';
export const GET = sessions.handler;
export const POST = sessions.handler;
