import { ExperienceWidget, useFanfare, useSession } from '@fanfare/react';
import type { ReactElement } from 'react';
import { checkout } from './checkout.ts';
import { RecordArt } from './record-art.tsx';

const facts = [
  ['Edition', '500, numbered by hand'],
  ['Sound', '180 g, cut at half speed'],
  ['Sleeve', 'Screen-printed, gatefold'],
] as const;

/** The product page. The shop draws everything around the widget, and colours the widget in `style.css`. */
export function Storefront({ experienceId }: { readonly experienceId: string }): ReactElement {
  const fanfare = useFanfare();
  const { signedIn, consumer } = useSession();
  return (
    <>
      <header className="bar">
        <strong>Harbour Records</strong>
        <span className="who">{signedIn ? (consumer?.email ?? 'Guest') : ''}</span>
      </header>
      <main className="product">
        <figure className="art">
          <RecordArt />
        </figure>
        <section className="about">
          <p className="kicker">One pressing, one morning</p>
          <h1>Night Ferry</h1>
          <p className="lead">Live in Bergen, on the last boat home. One record for each listener.</p>
          <p className="price">€ 129</p>
          <ExperienceWidget
            className="line"
            experienceId={experienceId}
            currency="EUR"
            onCheckout={(grant) => checkout(fanfare, grant.token)}
          />
          <dl className="facts">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      </main>
    </>
  );
}
