/** Where the SDKs keep something, what, for how long, and what ends it. A new place needs its row here. */
export const kept = [
  {
    place: 'browser: IndexedDB `fanfare`, sealed with a key that cannot be exported',
    what: 'the session: access, refresh and beacon token, the id of the shopper, whether they are a guest, and the e-mail address or telephone number that they signed in with',
    until:
      'logging out, the end of the session, or clearing the site’s data; the refresh token ends by itself. Of a session that ended, its random name and why it ended stay',
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
    sources: ['auth/redirect-sign-in.ts', 'auth/redirect-memory.ts'],
  },
  {
    place:
      'browser: `sessionStorage`, `fanfare:session:…`, only where the shop chose `dangerouslyReadableTokenStore`',
    what: 'the session in plain text, in place of the sealed one',
    until: 'logging out, the end of the session, or closing the tab',
    sources: ['stores/dangerously-readable-token-store.ts'],
    isChoice: true, // whoever chose it says so in the notice
  },
  {
    place: 'browser: `sessionStorage`, `fanfare:rebids:…`, while the tab bids by itself in an auction',
    what: 'the highest amount that the shopper allowed, and for which auction and session',
    until: 'the end of the auction or of the session, taking it back, or closing the tab',
    sources: ['journeys/tab-memory.ts'],
  },
  {
    place: 'browser: `localStorage`, `fanfare:device:…`',
    what: 'a random id for this browser and this shop; nothing is measured about the device',
    until: '`deviceId.reset()`, withdrawn consent, or clearing the site’s data',
    sources: ['host.ts', 'environment.ts', 'device-id.ts'],
  },
  {
    place: 'browser: `localStorage`, `fanfare:consent:…`, once consent was withdrawn',
    what: 'the id of the shopper and the purposes that they took back, so that every tab stops',
    until: 'another shopper decides, the shopper agrees anew, or clearing the site’s data',
    sources: ['shared-consent.ts'],
  },
  {
    place: 'browser: `localStorage`, `fanfare:activity:…`, where sessions end when nothing is done',
    what: 'when the shopper was last active, and last took part',
    until: 'the end of the session, or clearing the site’s data',
    sources: ['session-guard/shared-times.ts'],
  },
  {
    place:
      'browser: cookie `__Host-fanfare_session` that no script can read, in cookie mode, in place of the sealed session',
    what: 'a random name of the session, whose tokens the shop’s own server keeps',
    until: 'logging out, the end of the session, or clearing the site’s data',
    sources: ['cookie-mode/open-cookie-mode.ts'],
    isChoice: true,
  },
  {
    place: 'browser: cookie `__Host-fanfare_csrf`, in cookie mode',
    what: 'a random value against forged requests; tells nothing of anybody',
    until: 'closing the browser, or logging out',
    sources: ['cookie-mode/open-cookie-mode.ts'],
    isChoice: true,
  },
  {
    place: 'browser: `localStorage`, `fanfare:signed-out:…`, in cookie mode',
    what: 'the name of a session that the shop’s server has not been told to end; it opens nothing',
    until: 'the server was told, or clearing the site’s data',
    sources: ['cookie-mode/owed-logout.ts'],
    isChoice: true,
  },
  {
    place: 'browser: memory of the page',
    what: 'the access token, the state of journeys, reports that wait to be sent',
    until: 'leaving the page, or `destroy()`; reports also after a day, or when consent is withdrawn',
    sources: [],
  },
  {
    place: 'server: memory of the process',
    what: 'the secret key and tokens of this server, public keys of the platform; ids of deliveries in the in-memory inbox; records that wait for the sink of an audit log',
    until: 'the end of the process',
    sources: [],
  },
  {
    place: 'server: the store that you give to an inbox, a token store or a session store',
    what: 'ids and times of deliveries; tokens, sealed with AES-256-GCM where the store says so',
    until: 'what you set; the README of the Node package tells the defaults',
    sources: [],
  },
  {
    place: 'server: the sink that you give to `createAuditTrail`, such as a file',
    what: 'who asked which operation for which ids, when, and how it ended; nothing that anybody entered',
    until: 'what you set; the SDK removes nothing',
    sources: [],
  },
];

/** What shows in the browser's sources that something outlives the page. */
export const storageSigns =
  /globalThis\.(?:indexedDB|localStorage|sessionStorage|caches)|document\.cookie|\.setItem\(|\.put\(/;
