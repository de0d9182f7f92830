import type { BiddingView, EnterableView } from '@fanfare/browser';
import { panel, type Panel, type PanelButton, type PanelForm } from './panel.js';
import type { PanelKit } from './panel-kit.js';

type Bidding = BiddingView | Extract<EnterableView, { mechanism: 'auction' }>;

/** What is shown to those who bid, or may. */
export function auctionPanel(view: Bidding, { translator }: PanelKit): Panel {
  const { text, money } = translator;
  const { bidding, distribution, phase } = view;
  const isDutch = bidding.auctionType === 'dutch';
  const { tone, title } = standing(view, translator.text);
  const { closesAt } = distribution;
  return panel({
    name: phase,
    tone,
    title,
    text: phase === 'enterable' ? text(isDutch ? 'enterable.auction.dutch' : 'enterable.auction.text') : null,
    countdown:
      closesAt === undefined ? null : { until: closesAt, label: text('participating.auction.countdown') },
    figure: figureOf(bidding, translator),
    facts: bidding.ownBid === null ? [] : [{ label: text('auction.own'), value: money(bidding.ownBid) }],
    ...(isDutch ? { buttons: acceptButtons(bidding, translator) } : controls(view, translator)),
    spoken: [
      title,
      ...(bidding.highestBid === null ? [] : [`${text('auction.highest')}: ${money(bidding.highestBid)}`]),
    ].join('. '),
  });
}

type Writer = PanelKit['translator'];

function standing(view: Bidding, text: Writer['text']): Pick<Panel, 'tone' | 'title'> {
  if (view.phase === 'enterable') return { tone: 'neutral', title: text('enterable.auction.title') };
  const { status } = view.consumer;
  if (status === 'winning') return { tone: 'good', title: text('participating.auction.winning') };
  if (status === 'outbid') return { tone: 'bad', title: text('participating.auction.outbid') };
  return { tone: 'neutral', title: text('participating.auction.other') };
}

function figureOf({ price, highestBid }: Bidding['bidding'], { text, money }: Writer): Panel['figure'] {
  if (price !== null) return { value: money(price), label: text('auction.price') };
  return highestBid === null ? null : { value: money(highestBid), label: text('auction.highest') };
}

function acceptButtons({ price }: Bidding['bidding'], { text, money }: Writer): readonly PanelButton[] {
  if (price === null) return [];
  return [{ press: 'bid', label: text('auction.take', { amount: money(price) }), kind: 'primary' }];
}

function controls(view: Bidding, { text, money }: Writer): Pick<Panel, 'buttons' | 'forms' | 'hint'> {
  const { leastBid } = view.bidding;
  const rebid = view.phase === 'participating' ? view.rebid : null;
  const buttons: PanelButton[] = [];
  if (leastBid !== null) {
    const label = text('auction.quick', { amount: money(leastBid) });
    buttons.push({ press: 'bid', label, kind: 'primary', fields: { amount: leastBid } });
  }
  const amount = { type: 'text', inputMode: 'decimal', autoComplete: 'off' } as const;
  const hint = leastBid === null ? {} : { hint: text('auction.least', { amount: money(leastBid) }) };
  const forms: PanelForm[] = [
    {
      press: 'bid',
      submit: text('auction.submit'),
      kind: 'secondary',
      field: { ...amount, name: 'amount', label: text('auction.field'), ...hint },
    },
  ];
  if ('setRebid' in view.actions && rebid === null) {
    const field = { ...amount, name: 'maxAmount', label: text('auction.limit') };
    forms.push({ press: 'setRebid', submit: text('auction.limitSubmit'), kind: 'secondary', field });
  }
  if ('stopRebid' in view.actions && rebid !== null) {
    buttons.push({ press: 'stopRebid', label: text('auction.limitStop'), kind: 'quiet' });
  }
  const isOn = rebid === null ? null : text('auction.limitOn', { amount: money(rebid.maxAmount) });
  return { buttons, forms, hint: isOn };
}
