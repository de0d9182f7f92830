export { createUndiciTransport, type UndiciTransport } from './create-undici-transport.js';
export type { UndiciTransportOptions } from './transport-options.js';
