import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { serviceUrls, servicePath, type Service } from '@fanfare/contract';
import { Hono } from 'hono';
import type { MockContext } from './context.js';
import type { MockEnv } from './exchange.js';
import { guardAddressRate } from './router/guard-rate.js';

const services = Object.keys(serviceUrls) as Service[]; // the keys of a literal table

/** Serves the description of the wire at every service, to anybody who asks. */
export function openApiRoutes(context: MockContext): Hono<MockEnv> {
  const routes = new Hono<MockEnv>();
  for (const service of services)
    routes.get(`${servicePath(service)}/openapi.json`, async ({ env: { exchange } }) => {
      const headers = new Headers({ 'content-type': 'application/json' });
      guardAddressRate({ context, exchange, answerHeaders: headers });
      return new Response(await readDocument(), { headers });
    });
  return routes;
}

/** Read at the first call and kept: it is part of the package, and large. */
let document: Promise<Uint8Array<ArrayBuffer>> | undefined;

function readDocument(): Promise<Uint8Array<ArrayBuffer>> {
  document ??= readFile(createRequire(import.meta.url).resolve('@fanfare/contract/openapi.json'));
  return document;
}
