// Workers: whether they are there, what they carry, what they have left.

import { h, show } from '../dom.js';
import { ago, number, percent } from '../format.js';
import { listen, store } from '../store.js';
import { chip, empty, gathered, notReady } from './parts.js';

const SILENT_MILLIS = 10_000;

export function fleetPage() {
  const place = h('div');
  const element = h('div', {}, h('div', { class: 'head' }, h('h1', {}, 'Fleet')), place);
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
    processesOf(worker),
  );
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
