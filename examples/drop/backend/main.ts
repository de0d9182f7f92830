import type { AddressInfo } from 'node:net';
import { shopApp } from './app.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
const server = shopApp(settings).listen(settings.port, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  console.log(`shop backend on http://127.0.0.1:${port}`);
});
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
