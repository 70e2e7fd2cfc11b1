// Workers: whether they are there, what they carry, what they have left; drained and taken back.

import { send } from '../api.js';
import { confirm } from '../dialog.js';
import { h, show, speak } from '../dom.js';
import { ago, moment, number, percent } from '../format.js';
import { listen, store } from '../store.js';
import { chip, empty, gathered, notReady } from './parts.js';

const SILENT_MILLIS = 10_000;

// What was refused last.
const notice = h('div');

export function fleetPage() {
  const place = h('div');
  const element = h('div', {}, h('div', { class: 'head' }, h('h1', {}, 'Fleet')), notice, place);
  show(notice);
  const draw = gathered(() => show(place, notReady() ?? workers()));
  const stop = listen((kind) => ['all', 'worker', 'process'].includes(kind) && draw());
  const timer = setInterval(draw, 2000); // a worker falls silent without a word
  draw();
  return {
    title: 'Fleet',
    element,
    close() {
      stop();
      clearInterval(timer);
    },
  };
}

function workers() {
  const all = [...store.workers.values()].sort((a, b) => a.id.localeCompare(b.id));
  if (all.length === 0) {
    return empty('No worker has been heard of', h('p', {}, 'Start one with ', h('code', {}, './sluice worker'), '. It appears here with its first heartbeat.'));
  }
  const there = all.filter((w) => !isSilent(w) && w.state !== 'GONE');
  return [
    h('div', { class: 'figures' },
      figure(`${there.length} of ${all.length}`, 'workers there'),
      figure(number(sum(there, 'processes')), 'processes on them'),
      figure(number(there.filter((w) => w.state === 'READY').reduce((n, w) => n + Math.max(0, w.maxProcesses - w.processes), 0)), 'more could be taken'),
      figure(number(there.filter((w) => w.state === 'DRAINING').length), 'draining')),
    h('ul', { class: 'cards' }, all.map(card)),
  ];
}

const figure = (value, words) => h('div', { class: 'card' }, h('span', { class: 'figure' }, value), h('span', { class: 'soft' }, words));

const sum = (workers, field) => workers.reduce((n, w) => n + w[field], 0);

// By this browser's clock where it heard the worker itself, else by the worker's.
function isSilent(worker) {
  return Date.now() - (worker.heardAt ?? Date.parse(worker.heartbeatAt)) > SILENT_MILLIS;
}

function card(worker) {
  return h(
    'li', { class: 'card' },
    h('div', { class: 'row spread' }, h('h2', { class: 'title' }, worker.id), stateOf(worker)),
    h('div', { class: 'form' },
      load('Processes', worker.processes / Math.max(1, worker.maxProcesses), `${worker.processes} of ${worker.maxProcesses}`),
      load('Processors', worker.cpuLoad, percent(worker.cpuLoad)),
      load('Memory', worker.memoryLoad, percent(worker.memoryLoad))),
    h('dl', { class: 'small spaced' },
      pair('Port leases left', number(worker.freeLeases)),
      pair('FFmpeg', worker.ffmpegVersion || 'unknown'),
      pair('Media', worker.mediaAddresses.join(', ') || 'none'),
      pair('Labels', Object.entries(worker.labels).map(([k, v]) => `${k}=${v}`).join(', ') || 'none'),
      pair('Life', String(worker.incarnation)),
      pair('Heard', worker.heardAt ? ago(new Date(worker.heardAt).toISOString()) : ago(worker.heartbeatAt))),
    draining(worker),
    processesOf(worker),
    orders(worker),
  );
}

// What is still on it, as this page knows it: newer than the worker's last heartbeat.
function draining(worker) {
  if (!worker.drain) return null;
  const all = [...store.processes.values()];
  const moving = all.filter((p) => p.status.leavingWorkerId === worker.id).length;
  const here = all.filter((p) => p.status.workerId === worker.id);
  const publishing = here.filter((p) => p.status.publisher).length;
  const words = [
    moving > 0 && `${moving} moving`,
    publishing > 0 && `${publishing} waiting for their publishers until ${moment(worker.drain.deadline)}`,
    here.length > publishing && `${here.length - publishing} waiting for another worker`,
  ].filter(Boolean);
  return h('p', { class: 'notice wait spaced' },
    moving + here.length === 0 ? 'Drained: nothing is left on it' : `Draining, ${moving + here.length} left: ${words.join(', ')}`,
    `. Asked for by ${worker.drain.issuedBy}${worker.drain.reason ? `: ${worker.drain.reason}` : ''}.`);
}

function orders(worker) {
  if (worker.state === 'GONE') return null;
  const button = worker.drain
    ? h('button', { 'data-key': `undrain-${worker.id}`, onclick: () => order(worker.id, 'Take back', 'undrain') }, 'Take back')
    : h('button', { 'data-key': `drain-${worker.id}`, onclick: () => order(worker.id, 'Drain', 'drain') }, 'Drain');
  return h('div', { class: 'row spaced' }, button);
}

const TEXTS = {
  Drain: 'It takes no more processes. Those without a publisher move to other workers at once, the others when their publisher leaves or after ten minutes.',
  'Take back': 'It may take processes again. What has left it stays where it is.',
};

async function order(id, word, path) {
  const yes = await confirm({ title: `${word} ${id}?`, text: TEXTS[word], yes: word, danger: word === 'Drain' });
  if (!yes) return;
  try {
    const worker = await send('POST', `/api/v1/workers/${encodeURIComponent(id)}/${path}`);
    show(notice);
    speak(`${id} is ${worker.state}`);
  } catch (e) {
    show(notice, h('p', { class: 'notice bad', role: 'alert' }, `${word} ${id} was refused: ${e.message}.`));
  }
}

function stateOf(worker) {
  if (worker.state === 'GONE') return chip('GONE');
  if (isSilent(worker)) return chip('SILENT', 'bad');
  return chip(worker.state, worker.state === 'READY' ? 'good' : 'wait');
}

const pair = (term, value) => [h('dt', {}, term), h('dd', {}, value)];

function load(name, share, words) {
  const known = share ?? 0;
  return h('label', {},
    h('span', { class: 'row spread' }, h('span', {}, name), h('span', {}, words)),
    h('meter', { min: 0, max: 1, low: 0.7, high: 0.9, optimum: 0, value: known }, words));
}

function processesOf(worker) {
  const mine = [...store.processes.values()].filter((p) => p.status.workerId === worker.id).slice(0, 12);
  if (mine.length === 0) return null;
  return h('p', { class: 'small row spaced' }, mine.map((p) => h('a', { href: `#/processes/${encodeURIComponent(p.id)}` }, p.id)));
}
