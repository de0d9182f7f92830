/** Where the SDKs keep something, what, for how long, and what ends it. A new place needs its row here. */
export const kept = [
  {
    place: 'browser: IndexedDB `fanfare`, sealed with a key that cannot be exported',
    what: 'the session: access, refresh and beacon token, the id of the shopper, whether they are a guest',
    until:
      'logging out, the end of the session, or clearing the site’s data; the refresh token ends by itself',
    sources: ['stores/indexed-db-token-store.ts'],
  },
  {
    place: 'browser: IndexedDB, keys of proofs of possession',
    what: 'a private key that no script can read (RFC 9449)',
    until: 'the end of the session that it belongs to, or clearing the site’s data',
    sources: ['dpop/indexed-db-key-keep.ts'],
  },
  {
    place: 'browser: `sessionStorage`, while a sign-in with another provider is under way',
    what: 'what tells that the answer is to this sign-in: random values, and where to go on',
    until: 'the return from the provider, fifteen minutes, or closing the tab',
    sources: ['auth/redirect-sign-in.ts'],
  },
  {
    place: 'browser: `sessionStorage`, only where the shop chose `dangerouslyReadableTokenStore`',
    what: 'the session in plain text, in place of the sealed one',
    until: 'logging out, the end of the session, or closing the tab',
    sources: ['stores/dangerously-readable-token-store.ts'],
    isChoice: true, // whoever chose it says so in the notice
  },
  {
    place: 'browser: `localStorage`, `fanfare:device:…`',
    what: 'a random id for this browser and this shop; nothing is measured about the device',
    until: '`deviceId.reset()`, withdrawn consent, or clearing the site’s data',
    sources: ['host.ts', 'environment.ts', 'device-id.ts'],
  },
  {
    place: 'browser: memory of the page',
    what: 'the access token, the state of journeys, reports that wait to be sent',
    until: 'leaving the page, or `destroy()`',
    sources: [],
  },
  {
    place: 'server: memory of the process',
    what: 'the secret key, public keys of the platform; ids of deliveries in the in-memory inbox',
    until: 'the end of the process',
    sources: [],
  },
  {
    place: 'server: the store that you give to an inbox, a token store or a session store',
    what: 'ids and times of deliveries; tokens, sealed with AES-256-GCM where the store says so',
    until: 'what you set; the README of the Node package tells the defaults',
    sources: [],
  },
];

/** What shows in the browser's sources that something outlives the page. */
export const storageSigns = /globalThis\.(?:indexedDB|localStorage|sessionStorage|caches)|document\.cookie/;
