const ours = '../../packages/browser/dist';
const key = `publishableKey: 'pk_test_a1b2c3d4e5f6'`;

/** What is weighed: the least that a page imports for a session that refreshes itself. `call` is the first call of ours, as a page makes it. */
export const byteEntries = [
  {
    name: 'Fanfare, a session',
    imports: `import { connect } from '${ours}/session/index.js'; const kept = { connect };`,
    call: `connect({ ${key}, baseUrl }).session.getAccessToken()`,
  },
  {
    name: 'Fanfare, a session and queues',
    imports: `import { connect } from '${ours}/session/index.js'; import { createQueues } from '${ours}/resources/queues.js'; const kept = { connect, createQueues };`,
    call: `createQueues(connect({ ${key}, baseUrl })).status('que_1')`,
  },
  {
    name: 'Fanfare, the whole client',
    imports: `import { FanfareClient } from '${ours}/index.js'; const kept = { FanfareClient };`,
    call: `new FanfareClient({ ${key}, baseUrl }).queues.status('que_1')`,
  },
  { name: '@badgateway/oauth2-client', exports: `OAuth2Client, OAuth2Fetch` },
  { name: '@workos-inc/authkit-js', exports: `createClient` },
  { name: 'oidc-client-ts', exports: `UserManager, WebStorageStateStore` },
  { name: '@supabase/auth-js', exports: `GoTrueClient` },
  {
    name: 'aws-amplify',
    exports: `fetchAuthSession, signOut`,
    from: 'aws-amplify/auth',
    also: `export { Amplify } from 'aws-amplify'`,
  },
  {
    name: '@firebase/auth',
    exports: `initializeAuth, indexedDBLocalPersistence, signOut`,
    also: `export { initializeApp } from '@firebase/app'`,
  },
  { name: '@auth0/auth0-spa-js', exports: `Auth0Client` },
  { name: '@azure/msal-browser', exports: `PublicClientApplication` },
  { name: '@clerk/clerk-js', file: 'dist/clerk.browser.js', note: 'as delivered' },
];
