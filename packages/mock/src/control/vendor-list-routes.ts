import { createConsumerSchema } from '@fanfare/contract/schemas';
import { Hono, type Context } from 'hono';
import type { MockContext } from '../context.js';
import type { MockEnv } from '../exchange.js';
import { refuse } from '../refusal.js';
import { createVendorLists, vendors, type Vendor, type VendorListAddress } from '../state/vendor-lists.js';
import { readFields } from './read-fields.js';
import { tenantOf } from './tenant-of.js';

const path = '/lists/:vendor/:listId';

/** Makes, changes and removes the lists of a merchant's marketing tools, which synced audiences follow. */
export function vendorListRoutes(context: MockContext): Hono<MockEnv> {
  const routes = new Hono<MockEnv>();
  routes.put(path, async (c) => {
    const address = addressOf(context, c);
    const { name, contacts } = await readFields(c.req.raw, { name: 'text', contacts: 'texts' });
    if (name === undefined || contacts === undefined || !contacts.every(isAddress)) {
      return refuse('validation_error', 'A list needs a name, and contacts that are e-mail addresses.');
    }
    context.use(createVendorLists).set(address, { name, contacts });
    return c.body(null, 204);
  });
  routes.delete(path, (c) => {
    const isGone = context.use(createVendorLists).remove(addressOf(context, c));
    return isGone ? c.body(null, 204) : refuse('not_found', 'There is no such list.');
  });
  return routes;
}

function addressOf(
  context: MockContext,
  { req }: Context<MockEnv, '/lists/:vendor/:listId'>,
): VendorListAddress {
  const vendor = vendorOf(req.param('vendor'));
  const tenant = tenantOf(context, { organizationId: req.query('organizationId'), mode: req.query('mode') });
  return { tenant, vendor, listId: req.param('listId') };
}

function vendorOf(name: string): Vendor {
  const vendor = vendors.find((known) => known === name);
  return vendor ?? refuse('not_found', `The marketing tools are ${vendors.join(', ')}.`);
}

function isAddress(text: string): boolean {
  return createConsumerSchema.safeParse({ email: text }).success;
}
