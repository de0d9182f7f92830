/** Secrets that are in the open on purpose, by the beginning of the SHA-256 of their text without white space, and where they come from. */
export const knownTestSecrets = new Map([
  ['1d69f86000c5edf4', 'base64 of "secret-of-the-bench-…", of a bench'],
  ['a93c80005b2b58df', 'base64 of "sample secret for the queues", of a fixture'],
  ['96ad2ccd81462a76', 'the example in the documentation of Svix'],
  ['16ea698b05eff579', 'the key that the vectors of encrypted fields are made with'],
  ['17327e264ca750bd', 'made up for tests, in the form of Stripe'],
  ['d1bddf1019e6a5c6', 'base64 of "old secret for the tests", of tests'],
  ['df121b0f9705f93e', 'base64 of "sample secret …", of a fixture'],
]);
