import type { JourneyView } from '@fanfare/browser';
import { element } from './element.ts';
import type { Order, Till } from './shop-api.ts';

/** What the panel shows. */
export type PanelModel =
  | { readonly state: 'loading' }
  | { readonly state: 'signed-out'; readonly codeSentTo: string | null }
  | { readonly state: 'enterable' | 'scheduled' | 'closed' }
  | {
      readonly state: 'waiting';
      readonly position: number | null;
      readonly ahead: number;
      readonly waitMs: number | null;
    }
  | { readonly state: 'granted'; readonly expiresAt: string | null }
  | { readonly state: 'ordered'; readonly order: Order };

/** What a shopper can press. */
export interface PanelActions {
  readonly guest: () => Promise<void>;
  readonly sendCode: (email: string) => Promise<void>;
  readonly verify: (code: string) => Promise<void>;
  readonly join: () => Promise<void>;
  readonly leave: () => Promise<void>;
  readonly pay: (till: Till) => Promise<void>;
}

/** Derives the panel from what is known. Orders come first: after a purchase nothing else matters. */
export function panelModel(known: {
  signedIn: boolean;
  codeSentTo: string | null;
  view: JourneyView | null;
  orders: readonly Order[];
  longest: number;
}): PanelModel {
  const { signedIn, codeSentTo, view, orders, longest } = known;
  const order = orders.find(({ status }) => status !== 'cancelled');
  if (!signedIn) return { state: 'signed-out', codeSentTo };
  if (order !== undefined) return { state: 'ordered', order };
  if (view?.journeyStage !== 'routed') return { state: 'loading' };
  switch (view.phase) {
    case 'enterable':
      return { state: 'enterable' };
    case 'scheduled':
      return { state: 'scheduled' };
    case 'participating': {
      if (view.mechanism !== 'queue') return { state: 'loading' };
      const { position, estimatedWaitMs } = view.place;
      return {
        state: 'waiting',
        position,
        ahead: 1 - (position ?? longest) / Math.max(longest, 1),
        waitMs: estimatedWaitMs,
      };
    }
    case 'granted':
      return { state: 'granted', expiresAt: view.grant.expiresAt ?? null };
    default:
      return { state: 'closed' };
  }
}

/** Draws the panel. */
export function drawPanel(model: PanelModel, actions: PanelActions): HTMLElement {
  switch (model.state) {
    case 'loading':
      return card('One moment…', 'Looking up your place.');
    case 'signed-out':
      return signedOut(model.codeSentTo, actions);
    case 'enterable':
      return card(
        'The line is open',
        'First come, first served. Nobody can buy a better place.',
        button('Join the line', actions.join, 'primary'),
      );
    case 'scheduled':
      return card('Not open yet', 'Stay on this page: it opens by itself.');
    case 'closed':
      return card('This line is closed', 'Thank you for coming.');
    case 'waiting':
      return waiting(model, actions);
    case 'granted':
      return granted(model.expiresAt, actions);
    case 'ordered':
      return ordered(model.order);
  }
}

function signedOut(codeSentTo: string | null, actions: PanelActions): HTMLElement {
  if (codeSentTo !== null) {
    const code = element('input', {
      name: 'code',
      inputMode: 'numeric',
      autocomplete: 'one-time-code',
      required: true,
      ariaLabel: 'Code',
      placeholder: '123456',
    });
    return card(
      'Check your mail',
      `We sent a code to ${codeSentTo}.`,
      form(code, 'Sign in', () => actions.verify(code.value)),
    );
  }
  const email = element('input', {
    name: 'email',
    type: 'email',
    autocomplete: 'email',
    required: true,
    ariaLabel: 'E-mail',
    placeholder: 'you@example.com',
  });
  return card(
    'Get in line',
    'No account needed. With an e-mail your place follows you to other devices.',
    button('Continue as guest', actions.guest, 'primary'),
    element('p', { className: 'or' }, 'or sign in'),
    form(email, 'Send code', () => actions.sendCode(email.value)),
  );
}

function waiting(model: Extract<PanelModel, { state: 'waiting' }>, actions: PanelActions): HTMLElement {
  const bar = element('i');
  bar.style.width = `${Math.round(Math.min(1, Math.max(0.04, model.ahead)) * 100)}%`;
  const wait =
    model.waitMs === null ? 'Hold on.' : `About ${Math.max(1, Math.ceil(model.waitMs / 1000))} s to go.`;
  return card(
    'Your place in line',
    '',
    element('div', { className: 'place' }, model.position === null ? '…' : String(model.position)),
    element('div', { className: 'track' }, bar),
    element('p', {}, `${wait} Reload, close the lid, open another tab: your place stays yours.`),
    button('Leave the line', actions.leave),
  );
}

function granted(expiresAt: string | null, actions: PanelActions): HTMLElement {
  const until =
    expiresAt === null ? '' : ` Your pair is held until ${new Date(expiresAt).toLocaleTimeString()}.`;
  return card(
    'It is your turn',
    `Choose where to pay.${until}`,
    element(
      'div',
      { className: 'row' },
      button('Pay with Fanfare checkout', () => actions.pay('hosted'), 'primary'),
      button('Pay at our till', () => actions.pay('own')),
    ),
  );
}

function ordered(order: Order): HTMLElement {
  const confirmed = order.status === 'confirmed';
  const title = element(
    'h2',
    { className: confirmed ? 'good' : '' },
    confirmed ? 'Order confirmed' : 'Confirming your order…',
  );
  const box = card(
    '',
    confirmed ? 'See you on the pavement.' : 'The payment is on its way to us.',
    element('p', {}, `Order ${order.id} · € ${order.amount}`),
  );
  box.dataset['order'] = order.status;
  box.firstElementChild?.replaceWith(title);
  return box;
}

function card(title: string, text: string, ...rest: Node[]): HTMLElement {
  const lines = text === '' ? [] : [element('p', {}, text)];
  return element('div', { className: 'card' }, element('h2', {}, title), ...lines, ...rest);
}

function button(label: string, press: () => Promise<void>, className = ''): HTMLButtonElement {
  const node = element('button', { type: 'button', className }, label);
  node.addEventListener('click', () => void busy(node, press));
  return node;
}

function form(field: HTMLInputElement, label: string, submit: () => Promise<void>): HTMLFormElement {
  const send = element('button', { type: 'submit' }, label);
  const node = element('form', {}, field, send);
  node.addEventListener('submit', (event) => {
    event.preventDefault();
    void busy(send, submit);
  });
  return node;
}

async function busy(node: HTMLButtonElement, run: () => Promise<void>): Promise<void> {
  node.disabled = true;
  await run().finally(() => (node.disabled = false));
}
