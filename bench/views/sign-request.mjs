import { showRounds } from './rounds.mjs';

export const show = (figures) => figures.map((one) => showRounds(`signing-${one.id}`, one));
