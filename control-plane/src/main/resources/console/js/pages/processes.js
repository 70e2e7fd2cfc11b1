// All processes, filtered, each with its picture while it is live.

import { h, show, speak } from '../dom.js';
import { ago, bitrate } from '../format.js';
import { graph } from '../graph.js';
import { picture, writesHls } from '../picture.js';
import { listen, store } from '../store.js';
import { empty, gathered, live as liveProcess, notReady, stateChip } from './parts.js';

const STATES = ['WAITING', 'ASSIGNED', 'ACTIVE', 'MOVING', 'STOPPING', 'STOPPED', 'QUARANTINED'];
const SHOWN_AT_MOST = 60;
const PICTURES_AT_MOST = 12;

export function processesPage() {
  const words = h('input', { type: 'search', placeholder: 'id, reference or title', 'data-key': 'words', oninput: changed });
  const state = h('select', { onchange: changed }, h('option', { value: '' }, 'every state'), h('option', { value: 'LIVE' }, 'live'), STATES.map((s) => h('option', { value: s }, s.toLowerCase())));
  const worker = h('select', { onchange: changed });
  const list = h('div');
  const count = h('p', { class: 'soft small', role: 'status' });
  const pictures = new Map();
  const element = h(
    'div', {},
    h('div', { class: 'head' }, h('h1', {}, 'Processes'), h('div', { class: 'actions' }, h('a', { class: 'button primary', href: '#/publish' }, 'Publish from here'))),
    h('div', { class: 'filters card' },
      h('label', { class: 'first' }, h('span', {}, 'Search'), words),
      h('label', {}, h('span', {}, 'State'), state),
      h('label', {}, h('span', {}, 'Worker'), worker)),
    count, list,
  );
  const draw = gathered(drawNow);
  const stop = listen((kind) => kind !== 'feed' && draw());

  function changed() {
    draw();
  }

  function wanted(process) {
    const text = `${process.id} ${process.reference ?? ''} ${process.metadata?.title ?? ''}`.toLowerCase();
    return (
      text.includes(words.value.trim().toLowerCase()) &&
      (state.value === '' || (state.value === 'LIVE' ? process.status.mediaFlowing : process.status.state === state.value)) &&
      (worker.value === '' || process.status.workerId === worker.value)
    );
  }

  function drawNow() {
    drawWorkers();
    const waiting = notReady();
    const found = [...store.processes.values()].filter(wanted).sort(byInterest);
    const shown = found.slice(0, SHOWN_AT_MOST);
    count.textContent = waiting ? '' : `${found.length} of ${store.processes.size}${found.length > shown.length ? `, the first ${shown.length} shown` : ''}`;
    keepPictures(shown);
    show(list, waiting ?? (shown.length > 0 ? h('ul', { class: 'cards' }, shown.map(card)) : nothing()));
  }

  function drawWorkers() {
    const ids = [...store.workers.keys()].sort();
    const known = [...worker.options].slice(1).map((o) => o.value);
    if (worker.options.length > 0 && ids.join() === known.join()) return;
    const chosen = worker.value;
    worker.replaceChildren(h('option', { value: '' }, 'every worker'), ...ids.map((id) => h('option', { value: id }, id)));
    worker.value = ids.includes(chosen) ? chosen : '';
  }

  // A player is kept as long as its process is live and on the page.
  function keepPictures(shown) {
    const live = shown.filter((p) => p.status.mediaFlowing && writesHls(p)).slice(0, PICTURES_AT_MOST).map((p) => p.id);
    for (const [id, player] of pictures) {
      if (!live.includes(id)) {
        player.close();
        pictures.delete(id);
      }
    }
    for (const id of live) {
      if (!pictures.has(id)) pictures.set(id, picture(id, () => liveProcess(id)));
    }
  }

  function card(process) {
    const { status } = process;
    const samples = (store.samples.get(process.id) ?? []).map((s) => ({ at: s.at, value: s.bitrate }));
    return h(
      'li', { class: 'card' },
      pictures.get(process.id)?.element,
      h('div', { class: 'row spread' }, h('a', { class: 'title', href: `#/processes/${encodeURIComponent(process.id)}`, 'data-key': process.id }, process.metadata?.title || process.id), stateChip(process)),
      h('p', { class: 'soft small' }, [process.metadata?.title ? process.id : '', process.reference, status.workerId ? `on ${status.workerId}` : status.reason].filter(Boolean).join(' · ')),
      status.progress?.bitrate != null && h('p', { class: 'small' }, `${bitrate(status.progress.bitrate)}, ${status.progress.fps ?? 0} pictures/s`),
      samples.length > 2 && graph({ points: samples, label: `Bit rate of ${process.id}`, format: bitrate, className: 'graph spark' }),
      h('p', { class: 'soft small' }, `changed ${ago(status.changedAt)}`),
    );
  }

  function nothing() {
    if (store.processes.size > 0) return empty('None is like that', h('p', {}, 'Change the filter to see others.'));
    return empty('No process yet', h('p', {}, 'Publish a test picture from this browser, or start one with ', h('code', {}, './sluice start FILE.json'), '.'), h('a', { class: 'button primary', href: '#/publish' }, 'Publish a test picture'));
  }

  draw();
  return {
    title: 'Processes',
    element,
    close() {
      stop();
      pictures.forEach((player) => player.close());
      speak('');
    },
  };
}

// What is live first, then what should be, then what has ended; the latest change first.
function byInterest(a, b) {
  const rank = (p) => (p.status.mediaFlowing ? 0 : p.status.state === 'STOPPED' ? 2 : 1);
  return rank(a) - rank(b) || b.status.changedAt.localeCompare(a.status.changedAt) || a.id.localeCompare(b.id);
}
