import { el } from './el.js';

/** @typedef {'good' | 'info' | 'warn' | 'bad' | ''} Tone */

/**
 * Makes a small label.
 *
 * @param {string} text
 * @param {Tone} [tone]
 */
export const chip = (text, tone = '') => el('span', { class: `chip ${tone}`.trim() }, text);

/** Tells how good a status of HTTP is. @param {number | null} status @returns {Tone} */
export function toneOf(status) {
  if (status === null) return '';
  if (status < 300) return 'good';
  if (status < 400) return 'info';
  return status < 500 ? 'warn' : 'bad';
}
