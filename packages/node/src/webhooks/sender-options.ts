import { checkOptions, OptionsError } from '@fanfare/core/base';
import { ipRanges } from './ip-ranges.js';
import { senderAddress, type RequestOrigin } from './sender-address.js';

/** Whose deliveries are read at all. The signature is checked all the same. */
export interface SenderOptions {
  /**
   * The IP addresses and networks that deliveries may come from; others are answered with 403 unread.
   * @default any
   */
  readonly allowedIps?: readonly string[];
  /**
   * The IP addresses and networks of your own proxies, whose `X-Forwarded-For` is believed.
   * @default none: the header is not read, and the address is that of the connection
   */
  readonly trustedProxies?: readonly string[];
}

/** Tells whether a request comes from where deliveries may come from. */
export type SenderCheck = (origin: RequestOrigin) => boolean;

/** Checks the options and makes the check of them. */
export function senderCheck(options: SenderOptions, what: string): SenderCheck {
  checkOptions(options, ['allowedIps', 'trustedProxies'], what);
  const { allowedIps, trustedProxies } = options;
  if (allowedIps === undefined) {
    if (trustedProxies === undefined) return () => true;
    throw new OptionsError('trustedProxies says whom to believe about an address; give allowedIps as well.');
  }
  const isAllowed = ipRanges(allowedIps, 'allowedIps');
  const isTrusted = trustedProxies === undefined ? () => false : ipRanges(trustedProxies, 'trustedProxies');
  return (origin) => {
    const address = senderAddress(origin, isTrusted);
    return address !== undefined && isAllowed(address);
  };
}
