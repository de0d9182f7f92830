'use client';

import { ExperienceWidget, FanfareProvider, useQueue, useSession, type RuntimeSource } from '@fanfare/react';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { checkout } from './checkout';

type Options = Extract<RuntimeSource, { options: unknown }>['options'];

/** The line, from the sign-in to the checkout. It is rendered on the server first, and taken over by the page. */
export function Line({
  options,
  experienceId,
}: {
  readonly options: Options;
  readonly experienceId: string;
}) {
  return (
    <FanfareProvider options={{ ...options, cookieMode: { url: '/fanfare' } }}>
      <ExperienceWidget experienceId={experienceId} identity="guest" currency="EUR" onCheckout={checkout} />
      <Beside experienceId={experienceId} />
    </FanfareProvider>
  );
}

/** What the shop says besides, with hooks, and a fresh look at what the server knows when somebody signed in or bought. */
function Beside({ experienceId }: { readonly experienceId: string }) {
  const router = useRouter();
  const { signedIn } = useSession();
  const { view } = useQueue(experienceId);
  const isBought = view?.phase === 'ended' && view.outcome.type === 'completed';
  useEffect(() => {
    if (signedIn) router.refresh();
  }, [router, signedIn, isBought]);
  if (view?.phase !== 'participating') return null;
  return <p className="beside">Number {view.place.position} in the harbour. The boat waits for you.</p>;
}
