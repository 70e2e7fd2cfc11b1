// Commands and what became of them, as the feed tells.

import { h, show } from '../dom.js';
import { moment, time } from '../format.js';
import { listen, store } from '../store.js';
import { chip, empty, gathered } from './parts.js';

const TONES = { ACCEPTED: 'good', NOTHING_TO_DO: '', REJECTED: 'bad' };

export function commandsPage() {
  const place = h('div');
  const element = h('div', {}, h('div', { class: 'head' }, h('h1', {}, 'Commands')), h('p', { class: 'soft' }, 'Settled since this console was opened, by HTTP and straight to Kafka alike.'), place);
  const draw = gathered(() => show(place, commands()));
  const stop = listen((kind) => kind === 'transition' && draw());
  draw();
  return { title: 'Commands', element, close: stop };
}

function commands() {
  const settled = store.recent.filter((t) => t.commandId && t.outcome);
  if (settled.length === 0) return empty('No command yet', h('p', {}, 'Whatever is asked of any process appears here with its outcome.'));
  return h('div', { class: 'card wide' },
    h('table', { class: 'stack' },
      h('thead', {}, h('tr', {}, ['Time', 'Command', 'Process', 'Outcome', 'Why'].map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, settled.map(row))));
}

function row(transition) {
  return h('tr', {},
    h('td', { 'data-label': 'Time', title: moment(transition.decidedAt) }, time(transition.decidedAt)),
    h('td', {}, h('strong', {}, transition.cause?.type ?? '?'), h('div', { class: 'soft small' }, `by ${transition.cause?.issuedBy || 'somebody'}, `, h('code', {}, transition.commandId))),
    h('td', {}, h('a', { href: `#/processes/${encodeURIComponent(transition.processId)}?at=${transition.sequence}` }, transition.processId)),
    h('td', {}, chip(transition.outcome.replaceAll('_', ' '), TONES[transition.outcome] ?? '')),
    h('td', { class: 'small' }, transition.detail || transition.reason || ''));
}
