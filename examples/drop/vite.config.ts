import { defineConfig } from 'vite';

const backend = process.env['SHOP_BACKEND_URL'] ?? 'http://127.0.0.1:4900';
const proxy = { '/api': backend, '/merchant': backend };

export default defineConfig({
  root: 'storefront',
  clearScreen: false,
  build: { outDir: '../dist', emptyOutDir: true, target: 'es2022' },
  server: { host: '127.0.0.1', proxy },
  preview: { host: '127.0.0.1', proxy },
});
