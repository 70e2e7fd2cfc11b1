// One process: how it stands, what happened to it and why, at any moment of its past.

import { get, send } from '../api.js';
import { confirm } from '../dialog.js';
import { h, show, speak } from '../dom.js';
import { moment } from '../format.js';
import { picture } from '../picture.js';
import { listen, readProcess, store } from '../store.js';
import { now } from './now.js';
import { empty, gathered, live, stateChip } from './parts.js';
import { pastOf } from './past.js';
import { runsOfFfmpeg } from './report.js';

export function processPage(id, parameters) {
  const path = `/api/v1/processes/${encodeURIComponent(id)}`;
  const places = { head: h('div', { class: 'head' }), notice: h('div'), now: h('div') };
  const past = pastOf(id, path, sequenceIn(parameters), () => draw());
  const failures = failuresOf();
  const runs = runsOfFfmpeg(path);
  const player = picture(id, () => live(id));
  const columns = h('div', { class: 'columns' }, past.element, h('section', { class: 'card', 'aria-label': 'Live' }, player.element, places.now));
  const element = h('div', {}, h('p', { class: 'back' }, h('a', { href: '#/processes' }, '← Processes')), places.head, places.notice, columns, runs.element);
  let closed = false;
  let refused = null;
  let headShown = null;

  async function readRuns() {
    try {
      const { reports } = await get(`${path}/reports`);
      if (!closed) runs.show(reports);
    } catch {
      // They are read again with the next change.
    }
  }

  const draw = gathered(() => {
    if (closed) return;
    drawHead();
    drawNow();
    past.draw();
  });

  const drawNow = () => show(places.now, now(id, past.history() ?? []));

  // Only when something of it has changed: a button must stay under its pointer.
  function drawHead() {
    const process = store.processes.get(id);
    const unknown = store.loaded && !process && past.history()?.length === 0;
    const error = refused ?? (past.error() ? `Its history cannot be read: ${past.error().message}` : null);
    const content = JSON.stringify([process?.metadata?.title, { ...process?.status, progress: null, reception: null }, unknown, error]);
    if (content === headShown) return;
    headShown = content;
    show(places.head,
      h('h1', {}, process?.metadata?.title || id), process && stateChip(process),
      h('div', { class: 'actions' }, process && actions(process)));
    columns.hidden = unknown;
    failures.show(process?.status);
    show(places.notice,
      unknown && empty(`Nothing is known of ${id}`, h('p', {}, 'No process of this id was ever started.')),
      error && h('p', { class: 'notice bad', role: 'alert' }, `${error}.`),
      process?.status.reason && process.status.reason !== process.status.state && h('p', { class: `notice ${process.status.state === 'QUARANTINED' ? 'bad' : 'wait'}` }, `${process.status.state.toLowerCase()}: ${process.status.reason}`),
      failures.element);
  }

  function actions(process) {
    const { state } = process.status;
    const ends = state === 'STOPPED' || state === 'STOPPING' || state === 'QUARANTINED';
    return [
      process.status.whipPath && !ends && h('a', { class: 'button', href: `#/publish?id=${encodeURIComponent(id)}` }, 'Publish to it'),
      state === 'QUARANTINED' && h('button', { 'data-key': 'release', onclick: () => order('Release', 'POST', `${path}/release`) }, 'Release'),
      state === 'ACTIVE' && h('button', { 'data-key': 'restart', onclick: () => order('Restart', 'POST', `${path}/restart`) }, 'Restart'),
      state === 'STOPPED' && !hasSecrets(process) && h('button', { class: 'primary', 'data-key': 'start', onclick: () => startAgain(process) }, 'Start again'),
      (!ends || state === 'QUARANTINED') && h('button', { class: 'danger', 'data-key': 'stop', onclick: () => order('Stop', 'DELETE', path) }, 'Stop'),
    ];
  }

  const TEXTS = {
    Stop: 'Its publisher is disconnected, FFmpeg finishes its files, and it does not start by itself again.',
    Restart: 'FFmpeg ends in order and starts anew. Its publisher stays connected.',
    Release: 'It is placed and started again, and its failures are counted from nothing.',
    'Start again': 'It starts with the configuration that it had.',
  };

  async function order(word, method, address, body) {
    const yes = await confirm({ title: `${word} ${id}?`, text: TEXTS[word], yes: word, danger: word === 'Stop' });
    if (!yes) return;
    try {
      player.rest();
      const answer = await send(method, address, body);
      refused = null;
      speak(`${word}: ${answer?.outcome ?? 'accepted'}`);
    } catch (e) {
      refused = `${word} was refused: ${e.message}`;
    }
    draw();
    readProcess(id);
  }

  function startAgain(process) {
    const { status: _, ...config } = process;
    const { bearerTokenRequired: __, ...whipIngest } = config.whipIngest;
    if (!whipIngest.enabled) delete config.whipIngest;
    return order('Start again', 'POST', '/api/v1/processes', whipIngest.enabled ? { ...config, whipIngest } : config);
  }

  const stop = listen((kind, changed, more) => {
    if (kind === 'all') {
      past.readHistory();
      draw();
    }
    if (changed !== id) return;
    if (kind === 'transition') past.take(more);
    else if (kind === 'progress') drawNow();
    else draw();
    if (kind === 'transition' || (kind === 'progress' && more.ended)) readRuns();
  });
  past.readHistory();
  readRuns();
  draw();
  return {
    title: id,
    element,
    moved: (next) => past.moveTo(sequenceIn(next)),
    close() {
      closed = true;
      stop();
      past.close();
      player.close();
    },
  };
}

// What counts towards quarantine; open from the start where it came to that.
function failuresOf() {
  const summary = h('summary');
  const list = h('ul', { class: 'why' });
  const element = h('details', { class: 'card', hidden: true }, summary, list);
  return {
    element,
    show(status) {
      const all = status?.failures ?? [];
      if (element.hidden) element.open = status?.state === 'QUARANTINED';
      element.hidden = all.length === 0;
      show(summary, `${all.length} ${all.length === 1 ? 'failure' : 'failures'} of FFmpeg lately`);
      show(list, all.map((f) => h('li', { class: 'small' }, h('time', { class: 'mono soft', datetime: f.at }, moment(f.at)), ` ${f.reason} on ${f.workerId}, run ${f.generation}/${f.attempt}${f.detail ? `: ${f.detail}` : ''}`)));
    },
  };
}

// The API shows neither tokens nor stream keys, so that nothing can be started from what it shows of those.
function hasSecrets(process) {
  return process.whipIngest.bearerTokenRequired || JSON.stringify([process.input, process.output, process.options]).includes('***');
}

function sequenceIn(parameters) {
  const text = parameters.get('at');
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}
