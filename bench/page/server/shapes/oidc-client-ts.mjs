import { oauthShape } from '../oauth-shape.mjs';

export const shape = oauthShape({ path: '/oauth/token' });
