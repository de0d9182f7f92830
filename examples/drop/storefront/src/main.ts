import { FanfareClient, type JourneyView } from '@fanfare/browser';
import { drawPanel, panelModel, type PanelActions, type PanelModel } from './panel.ts';
import { checkout, ownOrders, shopConfig, type Order } from './shop-api.ts';

const orderPollMs = 700;

const config = await shopConfig();
const fanfare = new FanfareClient({
  publishableKey: config.publishableKey,
  baseUrl: config.baseUrl,
  organizationId: config.organizationId,
  trustedOrigins: [location.origin],
});
const journey = fanfare.journeys.get(config.experienceId);

let view: JourneyView | null = null;
let orders: readonly Order[] = [];
let codeSentTo: string | null = null;
let problem = '';
let longest = 0;
let drawn = '';

const actions: PanelActions = {
  guest: () => attempt(async () => void (await fanfare.auth.guest())),
  sendCode: (email) =>
    attempt(async () => {
      await fanfare.auth.requestOtp({ email });
      codeSentTo = email;
    }),
  verify: (code) =>
    attempt(async () => {
      await fanfare.auth.verifyOtp({ email: codeSentTo ?? '', code });
      codeSentTo = null;
    }),
  join: () => attempt(async () => void (await journey.enter())),
  leave: () => attempt(async () => void (await journey.leave())),
  pay: (till) =>
    attempt(async () => {
      if (view?.journeyStage !== 'routed' || view.phase !== 'granted') return;
      const { grant } = view;
      const receipt = await checkout(fanfare, { queueId: grant.distributionId, grant: grant.token, till });
      if (receipt.checkoutUrl !== undefined) location.assign(receipt.checkoutUrl);
      else await followOrders();
    }),
};

journey.subscribe((next) => {
  view = next;
  draw();
});
fanfare.on('auth:authenticated', () => void begin());
fanfare.on('auth:logout', draw);
fanfare.on('auth:session-expired', draw);
await fanfare.auth.restore();
await begin();

async function begin(): Promise<void> {
  if (fanfare.auth.session.signedIn)
    await attempt(() => Promise.all([journey.start(), followOrders()]).then(() => undefined));
  draw();
}

/** Asks for the shopper's orders until none is waiting: the backend learns of payments by webhook. */
async function followOrders(): Promise<void> {
  orders = await ownOrders(fanfare);
  draw();
  if (orders.some(({ status }) => status === 'pending'))
    setTimeout(() => void attempt(followOrders), orderPollMs);
}

async function attempt(run: () => Promise<void>): Promise<void> {
  try {
    problem = '';
    await run();
  } catch (error) {
    problem = error instanceof Error ? error.message : 'Something went wrong. Please try again.';
  }
  draw();
}

function draw(): void {
  const { signedIn, consumer } = fanfare.auth.session;
  if (view?.journeyStage === 'routed' && view.phase === 'participating' && view.mechanism === 'queue') {
    longest = Math.max(longest, view.place.position ?? 0);
  }
  const model: PanelModel = panelModel({ signedIn, codeSentTo, view, orders, longest });
  byId('who').textContent = signedIn ? (consumer?.email ?? 'Guest') : '';
  byId('price').textContent = `€ ${config.price}`;
  const wanted = JSON.stringify([model, problem]);
  if (wanted === drawn) return; // keeps focus and what is being typed
  drawn = wanted;
  const panel = byId('panel');
  panel.dataset['state'] = model.state;
  panel.replaceChildren(drawPanel(model, actions), ...(problem === '' ? [] : [paragraph(problem)]));
}

function paragraph(text: string): HTMLElement {
  return Object.assign(document.createElement('p'), {
    className: 'problem',
    role: 'alert',
    textContent: text,
  });
}

function byId(id: string): HTMLElement {
  const node = document.getElementById(id);
  if (node === null) throw new Error(`The page has no #${id}.`);
  return node;
}
