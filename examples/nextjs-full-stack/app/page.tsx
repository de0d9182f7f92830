import { currentShopper } from '../lib/fanfare-server';
import { settings } from '../lib/settings';
import { paidOrders } from '../lib/sold';
import { Line } from './line';

export const dynamic = 'force-dynamic'; // who asks, and what was sold, is of this moment

const edition = 500;

/** Is rendered on the server: who is signed in comes from the cookie, what was sold from webhooks. */
export default async function Page() {
  const shopper = await currentShopper();
  const { publishableKey, experienceId, baseUrl } = settings;
  return (
    <>
      <header>
        <strong>Harbour Records</strong>
        <span>{shopper === null ? 'Welcome' : shopper.isGuest ? 'Welcome back, guest' : 'Welcome back'}</span>
      </header>
      <main>
        <p className="kicker">One pressing, one morning</p>
        <h1>Night Ferry</h1>
        <p className="lead">Live in Bergen, on the last boat home. One record for each listener.</p>
        <p className="price">
          € 129 <small>{edition - paidOrders.size} left</small>
        </p>
        <Line options={{ publishableKey, baseUrl }} experienceId={experienceId} />
      </main>
    </>
  );
}
