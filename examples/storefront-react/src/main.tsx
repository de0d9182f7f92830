import { FanfareProvider } from '@fanfare/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Storefront } from './storefront.tsx';

const { VITE_FANFARE_KEY: publishableKey, VITE_FANFARE_URL: baseUrl } = import.meta.env;
const root = document.querySelector('#root');
if (root === null) throw new Error('The page has no place for the storefront.');

createRoot(root).render(
  <StrictMode>
    <FanfareProvider options={{ publishableKey, baseUrl, trustedOrigins: [location.origin] }}>
      <Storefront experienceId={import.meta.env.VITE_FANFARE_EXPERIENCE} />
    </FanfareProvider>
  </StrictMode>,
);
