// The transport of a page, apart from what its first chunk holds.
export { createPageRefusals } from './errors/page-refusals.js';
export type { RefusalReader } from './errors/refusal-reader.js';
export { createPageTransport } from './transport/page-transport.js';
export { readBody, type ReadBodyOptions } from './transport/read-body.js';
