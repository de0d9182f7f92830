import { pageSessionRoute, type PageSession, type PageTokens, type Route } from '@fanfare/contract';
import type { Answer } from '@fanfare/core';
import { nullish, object, optional, text } from '../resources/check/check.js';
import { count, id, number, string } from '../resources/check/shapes.js';
import { readAnswer } from '../resources/read-answer.js';

const members = {
  id,
  openedAt: count,
  session: object({ type: text(), consumerId: id, email: optional(string), phone: optional(string) }),
  limits: object({ idleInMs: number, absoluteInMs: number }),
};
const current = object({ current: nullish(object(members)) });
// The session and the tokens themselves are checked where they are read, as those of the platform are.
const tokens = object({ ...members, generation: count, expiresInMs: number });

/** Reads who is signed in, as the backend says; `null` where nobody is. */
export function readPageSession(answer: Answer): PageSession | null {
  const read = readAnswer(answer, { route: pageSessionRoute, check: current });
  return (read as { readonly current?: PageSession | null }).current ?? null; // checked
}

/** Reads what the backend gives out to call the platform with. */
export function readPageTokens(answer: Answer, route: Route): PageTokens {
  return readAnswer(answer, { route, check: tokens }) as PageTokens; // checked
}
