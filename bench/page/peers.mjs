/** Who is measured, ours first: the name of the files in peers/ and server/shapes/, what to call it, and the package it is pinned as. */
export const peers = [
  { name: 'fanfare', title: 'Fanfare' },
  { name: 'supabase', title: 'supabase', module: '@supabase/auth-js' },
  { name: 'auth0', title: 'auth0', module: '@auth0/auth0-spa-js' },
  { name: 'oidc-client-ts', title: 'oidc-client-ts', module: 'oidc-client-ts' },
  { name: 'firebase', title: 'firebase', module: '@firebase/auth' },
  { name: 'amplify', title: 'amplify', module: 'aws-amplify' },
  { name: 'msal', title: 'msal', module: '@azure/msal-browser' },
  { name: 'badgateway', title: 'badgateway', module: '@badgateway/oauth2-client' },
  { name: 'workos', title: 'workos', module: '@workos-inc/authkit-js' },
  { name: 'clerk', title: 'clerk', module: '@clerk/clerk-js' },
];
