import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import './style.css';

export const metadata: Metadata = {
  title: 'Night Ferry · Harbour Records',
  description: 'Night Ferry, live in Bergen: 500 numbered records, and a fair line.',
  icons: { icon: 'data:,' },
};

export default function Layout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
