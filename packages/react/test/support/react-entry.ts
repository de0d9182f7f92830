// What a test needs of one version of React, and the package on top of it; bundled by react-versions.ts.
import * as React from 'react';

export { React };
export { createRoot, hydrateRoot } from 'react-dom/client';
export { renderToString } from 'react-dom/server.browser';
export * as fanfare from '../../src/index.js';
