import type { Stage } from '../stage.ts';
import { appointments } from './appointments.ts';
import { auctions } from './auctions.ts';
import { audiences } from './audiences.ts';
import { beacon } from './beacon.ts';
import { challenges } from './challenges.ts';
import { checkout } from './checkout.ts';
import { consumers } from './consumers.ts';
import { draws } from './draws.ts';
import { experiences } from './experiences.ts';
import { loyalty } from './loyalty.ts';
import { organization } from './organization.ts';
import { privacy } from './privacy.ts';
import { products } from './products.ts';
import { queues } from './queues.ts';
import { secondFactor } from './second-factor.ts';
import { signIn } from './sign-in.ts';
import { streams } from './streams.ts';
import { timedReleases } from './timed-releases.ts';
import { variantOptions } from './variant-options.ts';
import { waitlists } from './waitlists.ts';
import { webhooks } from './webhooks.ts';

/** What merchants and shoppers do together, by way of the SDKs alone; each starts from what every shop has. */
export const flows: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  signIn,
  secondFactor,
  privacy,
  queues,
  draws,
  auctions,
  timedReleases,
  appointments,
  waitlists,
  challenges,
  checkout,
  loyalty,
  beacon,
  experiences,
  streams,
  products,
  variantOptions,
  audiences,
  consumers,
  webhooks,
  organization,
};
