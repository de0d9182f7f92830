import { FanfareClient, type JourneyView } from '@fanfare/browser';
import { panelModel, type PanelModel } from './panel-model.ts';
import { drawPanel, type PanelActions } from './panel.ts';
import { problemText } from './problem-text.ts';
import { redraw } from './redraw.ts';
import { checkout, ownOrders, shopConfig, type Order } from './shop-api.ts';

const orderPollMs = 700;

const config = await shopConfig().catch((error: Error) => {
  byId('panel').replaceChildren(paragraph(error.message));
  throw error;
});
const fanfare = new FanfareClient({
  publishableKey: config.publishableKey,
  ...(config.baseUrl !== undefined && { baseUrl: config.baseUrl }),
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
let nextLook: ReturnType<typeof setTimeout> | undefined;

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
      const receipt = await checkout(fanfare, { grant: view.grant.token, till });
      if (receipt.checkoutUrl !== undefined) location.assign(receipt.checkoutUrl);
      else await followOrders();
    }),
};

journey.subscribe((next) => {
  view = next;
  draw();
});
fanfare.on('auth:authenticated', () => void begin());
fanfare.on('auth:logout', forget);
fanfare.on('auth:session-expired', forget);
await fanfare.auth.restore();
await begin();

async function begin(): Promise<void> {
  if (fanfare.auth.session.signedIn)
    await attempt(() => Promise.all([journey.start(), followOrders()]).then(() => undefined));
  draw();
}

/** What was shown belongs to whoever was signed in. */
function forget(): void {
  clearTimeout(nextLook);
  orders = [];
  longest = 0;
  draw();
}

/** Asks for the shopper's orders until none is waiting: the backend learns of payments by webhook. */
async function followOrders(): Promise<void> {
  clearTimeout(nextLook);
  orders = await ownOrders(fanfare);
  draw();
  if (orders.some(({ status }) => status === 'pending'))
    nextLook = setTimeout(() => void attempt(followOrders), orderPollMs);
}

async function attempt(run: () => Promise<void>): Promise<void> {
  try {
    problem = '';
    await run();
  } catch (error) {
    console.info(error); // the developer's side of it
    problem = problemText(error);
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
  if (wanted === drawn) return;
  drawn = wanted;
  const panel = byId('panel');
  panel.dataset['state'] = model.state;
  redraw(panel, [drawPanel(model, actions), ...(problem === '' ? [] : [paragraph(problem)])]);
  announce(model);
}

/** Tells those who do not see the panel what matters of it, and only when that changes. */
function announce(model: PanelModel): void {
  const title = byId('panel').querySelector('h2')?.textContent ?? '';
  const text = model.state === 'waiting' && model.position !== null ? `${title}: ${model.position}` : title;
  if (byId('news').textContent !== text) byId('news').textContent = text;
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
