import { showRounds } from './rounds.mjs';

export const show = (figures) => figures.map((one) => showRounds(`calls-${one.id}`, one));
