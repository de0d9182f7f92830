import type { SenderOptions } from '@fanfare/node/webhooks';

/** An address that is not that of this machine. */
export const platform = '203.0.113.7';

/** What is said of senders, what a request from 127.0.0.1 says in `X-Forwarded-For`, and the status of the answer. */
export const senderCases: readonly (readonly [
  string,
  SenderOptions | undefined,
  string | undefined,
  number,
])[] = [
  ['nothing said', undefined, undefined, 200],
  ['nothing said, and a forwarded address', {}, platform, 200],
  ['this machine', { allowedIps: ['127.0.0.1'] }, undefined, 200],
  ['a network of this machine', { allowedIps: ['127.0.0.0/8'] }, undefined, 200],
  ['others', { allowedIps: [platform] }, undefined, 403],
  ['a spoofed address', { allowedIps: [platform] }, platform, 403],
  ['a forwarded address is not read', { allowedIps: ['127.0.0.1'] }, '10.0.0.1', 200],
  ['a proxy of ours', { allowedIps: [platform], trustedProxies: ['127.0.0.1'] }, platform, 200],
  [
    'a proxy of ours tells of somebody else',
    { allowedIps: [platform], trustedProxies: ['127.0.0.1'] },
    '10.0.0.1',
    403,
  ],
  [
    'a proxy of ours appends to a spoofed address',
    { allowedIps: [platform], trustedProxies: ['127.0.0.1'] },
    `${platform}, 198.51.100.9`,
    403,
  ],
  [
    'a chain of proxies of ours',
    { allowedIps: [platform], trustedProxies: ['127.0.0.1', '10.0.0.0/8'] },
    `1.2.3.4, ${platform}, 10.1.1.1`,
    200,
  ],
  ['a proxy of ours says nothing', { allowedIps: [platform], trustedProxies: ['127.0.0.1'] }, undefined, 403],
  [
    'a proxy of ours writes nonsense',
    { allowedIps: [platform], trustedProxies: ['127.0.0.1'] },
    'unknown',
    403,
  ],
  ['somebody else’s proxy', { allowedIps: [platform], trustedProxies: ['10.0.0.1'] }, platform, 403],
];
