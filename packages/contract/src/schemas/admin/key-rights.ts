import * as z from 'zod/mini';
import type { MemberId } from '../../ids.js';
import { keyScopes } from '../../scopes.js';
import { form, freeText, id, idParam, timestamp } from '../shapes.js';

const address = form(
  /^[0-9A-Fa-f:.]{2,45}(\/\d{1,3})?$/,
  'an address such as "203.0.113.7" or a range such as "2001:db8::/32"',
);

/** What a merchant may say about the rights of a credential of a server. */
export const newRights = {
  name: freeText(1, 200),
  scopes: z.array(z.enum(keyScopes)).check(z.minLength(1), z.maxLength(keyScopes.length)),
  allowedIps: z.optional(z.array(address).check(z.maxLength(100))),
  memberId: z.optional(idParam<MemberId>()),
  expiresAt: z.optional(timestamp),
};

/** What every credential shows of its life. */
export const credentialLife = {
  name: z.string(),
  status: z.enum(['active', 'ended']),
  expiresAt: z.nullable(timestamp),
  lastUsedAt: z.nullable(timestamp),
};

/** What every credential of a server shows of its rights. */
export const shownRights = {
  /** What it may do, if its role allows it too. */
  scopes: z.array(z.enum(keyScopes)),
  /** The addresses that it may be used from; empty for any. */
  allowedIps: z.array(z.string()),
  /** The member whose roles limit it; `null` where no role does. */
  memberId: z.nullable(id<MemberId>()),
};
