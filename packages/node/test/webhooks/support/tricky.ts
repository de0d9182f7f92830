import { signWebhook } from '@fanfare/node/webhooks';
import { now, secret } from './samples.js';

const data = '{"v":1.0,"s":"\\u003c","n":12345678901234567890,"emoji":"🎺"}';

/** A body that no parser writes again as it was. */
export const trickyBody = Buffer.from(
  `{"id":"whk_1","type":"order.teleported","timestamp":"2023-11-14T22:13:20Z","organizationId":"org_1","data":${data}}`,
);

export const trickyHeaders: Readonly<Record<string, string>> = {
  'content-type': 'application/json',
  ...signWebhook({ payload: trickyBody, secret, timestamp: now }),
};

/** Posts the tricky body, or another one under its signature. */
export function deliver(url: string, body: Uint8Array = trickyBody): Promise<Response> {
  return fetch(url, { method: 'POST', body: new Uint8Array(body), headers: trickyHeaders });
}
