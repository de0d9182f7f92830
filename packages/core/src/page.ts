// The transport of a page, apart from what its first chunk holds.
export { createPageTransport } from './transport/page-transport.js';
export { readBody, type ReadBodyOptions } from './transport/read-body.js';
