import { element } from './element.ts';
import type { PanelModel } from './panel-model.ts';
import type { Order, Till } from './shop-api.ts';

/** What a shopper can press. */
export interface PanelActions {
  readonly guest: () => Promise<void>;
  readonly sendCode: (email: string) => Promise<void>;
  readonly verify: (code: string) => Promise<void>;
  readonly join: () => Promise<void>;
  readonly leave: () => Promise<void>;
  readonly pay: (till: Till) => Promise<void>;
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
    case 'refused':
      return card('Not for you this time', 'This drop is not open to everybody.');
    case 'ended':
      return ended(model, actions);
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
      placeholder: '123456',
    });
    return card(
      'Check your mail',
      `We sent a code to ${codeSentTo}.`,
      form({ field: code, label: 'Code', action: 'Sign in' }, () => actions.verify(code.value)),
    );
  }
  const email = element('input', {
    name: 'email',
    type: 'email',
    autocomplete: 'email',
    required: true,
    placeholder: 'you@example.com',
  });
  return card(
    'Get in line',
    'No account needed. With an e-mail your place follows you to other devices.',
    button('Continue as guest', actions.guest, 'primary'),
    element('p', { className: 'or' }, 'or sign in'),
    form({ field: email, label: 'E-mail', action: 'Send code' }, () => actions.sendCode(email.value)),
  );
}

function waiting(model: Extract<PanelModel, { state: 'waiting' }>, actions: PanelActions): HTMLElement {
  const bar = element('i', { ariaHidden: 'true' });
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

/** What the end of a place in line is called. */
const endings: Readonly<Record<string, readonly [title: string, text: string]>> = {
  left: ['You left the line', 'Your place went to the next in line.'],
  expired: ['Your time to buy is over', 'The pair went to the next in line.'],
  cancelled: ['Your order was cancelled', 'The pair went to the next in line.'],
  denied: ['You cannot take part', 'Write to us if you think that this is a mistake.'],
  completed: ['You have your pair', 'See you on the pavement.'],
};

function ended(
  { outcome, mayEnter }: Extract<PanelModel, { state: 'ended' }>,
  actions: PanelActions,
): HTMLElement {
  const [title, text] = endings[outcome] ?? ['This line is closed', 'Thank you for coming.'];
  return card(title, text, ...(mayEnter ? [button('Join the line again', actions.join, 'primary')] : []));
}

function ordered({ id, amount, status, checkoutUrl }: Order): HTMLElement {
  const details = element('p', {}, `Order ${id} · € ${amount}`);
  const confirmed = status === 'confirmed';
  const box = confirmed
    ? card('Order confirmed', 'See you on the pavement.', details)
    : card('Confirming your order…', 'The payment is on its way to us.', details);
  if (confirmed) box.querySelector('h2')?.classList.add('good');
  else if (checkoutUrl !== undefined)
    box.append(element('p', {}, element('a', { href: checkoutUrl }, 'Not paid yet? Go to the payment page')));
  box.dataset['order'] = status;
  return box;
}

function card(title: string, text: string, ...rest: Node[]): HTMLElement {
  const lines = text === '' ? [] : [element('p', {}, text)];
  return element('div', { className: 'card' }, element('h2', { tabIndex: -1 }, title), ...lines, ...rest);
}

function button(label: string, press: () => Promise<void>, className = ''): HTMLButtonElement {
  const node = element('button', { type: 'button', className }, label);
  node.addEventListener('click', () => void busy(node, press));
  return node;
}

interface FormText {
  readonly field: HTMLInputElement;
  readonly label: string;
  readonly action: string;
}

function form({ field, label, action }: FormText, submit: () => Promise<void>): HTMLFormElement {
  const send = element('button', { type: 'submit' }, action);
  const node = element('form', {}, element('label', {}, label, field), send);
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
