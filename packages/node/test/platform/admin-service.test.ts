import { refusalCodes } from '@fanfare/contract/operations';
import { isFanfareError } from '@fanfare/node';
import { describe, expect, it } from 'vitest';
import { adminRows } from '../support/admin-rows.js';
import { callAdmin } from '../support/call-admin.js';
import { openMerchant } from '../support/open-merchant.js';

describe('A2: the Admin service, against the platform', () => {
  it.each(adminRows)('%s is served, or refused for a reason of its row', async (id, { row, sample }) => {
    const { fanfare, platform, calls } = openMerchant({ maxRetries: 0 });

    const error: unknown = await callAdmin(fanfare, { row, sample }).then(
      () => undefined,
      (reason: unknown) => reason,
    );

    expect(calls(id)).toBe(1);
    expect(platform.requests.at(-1)?.status).toBeLessThan(500);
    // An answer that does not fit, or an error that is none of ours, has no code of the row.
    if (error !== undefined) expect([...refusalCodes(row)]).toContain(codeOf(error));
  });
});

function codeOf(error: unknown): unknown {
  return isFanfareError(error) ? error.code : error;
}
