import { loyaltyWeight } from './loyalty-weight.js';

/** What decides who passes whom in a line that prefers loyalty points. */
export interface LineStanding {
  /** What somebody had when they came. */
  readonly points: number;
  /** By how many they were passed. */
  readonly overtaken: number;
}

/** So often somebody is passed at most: nobody's place ever gets worse by more. */
const mostOvertaken = 3;

/** How many of those at the end of a line a newcomer passes at most: one for every power of ten of points. */
export function loyaltyLead(points: number): number {
  return Math.floor(loyaltyWeight(points)) - 1;
}

/** Tells whether a newcomer passes somebody: never who has as many points, and nobody too often. */
export function passes(newcomer: Pick<LineStanding, 'points'>, ahead: LineStanding): boolean {
  return ahead.points < newcomer.points && ahead.overtaken < mostOvertaken;
}
