import { showRounds } from './rounds.mjs';

export const show = (figures) => figures.map((one) => showRounds(`tokens-${one.id.toLowerCase()}`, one));
