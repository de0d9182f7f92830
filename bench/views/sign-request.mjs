import { showRounds } from './rounds.mjs';

export const show = (figures) =>
  figures.map((one) => showRounds(one.title.includes('HMAC') ? 'signing-hmac' : 'signing-ed25519', one));
