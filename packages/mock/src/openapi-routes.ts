import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { serviceUrls, servicePath, type Service } from '@fanfare/contract';
import { Hono } from 'hono';
import type { MockEnv } from './exchange.js';

const services = Object.keys(serviceUrls) as Service[]; // the keys of a literal table

/** Serves the description of the wire at every service, to anybody who asks. */
export function openApiRoutes(): Hono<MockEnv> {
  const routes = new Hono<MockEnv>();
  for (const service of services)
    routes.get(`${servicePath(service)}/openapi.json`, () => new Response(readDocument(), { headers }));
  return routes;
}

const headers = { 'content-type': 'application/json' };

function readDocument(): Uint8Array<ArrayBuffer> {
  return readFileSync(createRequire(import.meta.url).resolve('@fanfare/contract/openapi.json'));
}
