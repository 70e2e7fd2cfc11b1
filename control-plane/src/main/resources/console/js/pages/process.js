// One process: how it stands, what happened to it and why, at any moment of its past.

import { get, send } from '../api.js';
import { confirm } from '../dialog.js';
import { h, show, speak } from '../dom.js';
import { bitrate, length, moment, number, time, toneOfTransition } from '../format.js';
import { graph } from '../graph.js';
import { picture } from '../picture.js';
import { listen, readProcess, store } from '../store.js';
import { sentence, why } from '../why.js';
import { chip, empty, gathered, live, stateChip } from './parts.js';
import { runsOfFfmpeg } from './report.js';

const QUIET_MILLIS = 150;

export function processPage(id, parameters) {
  const path = `/api/v1/processes/${encodeURIComponent(id)}`;
  const view = { history: null, at: sequenceIn(parameters), then: null, error: null };
  const places = { head: h('div', { class: 'head' }), notice: h('div'), now: h('div'), past: h('div'), moment: h('div', { class: 'row' }), then: h('div'), why: h('div'), timeline: h('div') };
  const runs = runsOfFfmpeg(path);
  const player = picture(id, () => live(id));
  const columns = h('div', { class: 'columns' }, places.past, h('section', { class: 'card', 'aria-label': 'Live' }, player.element, places.now));
  const element = h('div', {}, h('p', { class: 'back' }, h('a', { href: '#/processes' }, '← Processes')), places.head, places.notice, columns, runs.element);
  const scrubber = h('input', { type: 'range', min: 0, max: 0, step: 1, value: 0, 'aria-label': 'Moment in the history', oninput: () => goTo(Number(scrubber.value)) });
  // Made once: what is dragged or scrolled must not be replaced.
  const frame = h('div', {},
    h('section', { class: 'card', 'aria-label': 'Time travel' }, h('div', { class: 'scrub' }, places.moment, scrubber), places.then),
    h('section', { class: 'card', 'aria-label': 'Why' }, h('h2', {}, 'Why'), places.why),
    h('section', { class: 'card', 'aria-label': 'Timeline' }, h('h2', {}, 'Timeline'), places.timeline));
  let closed = false;
  let quiet = null;

  async function readHistory() {
    try {
      view.history = (await get(`${path}/history`)).transitions;
      view.error = null;
    } catch (e) {
      view.error = e;
    }
    if (closed) return;
    await readThen();
    draw();
  }

  async function readRuns() {
    try {
      const { reports } = await get(`${path}/reports`);
      if (!closed) runs.show(reports);
    } catch {
      // They are read again with the next change.
    }
  }

  // The moment that is looked at; the latest, when none was chosen.
  const last = () => view.history?.at(-1)?.sequence ?? 0;
  const at = () => Math.min(view.at ?? last(), last());

  async function readThen() {
    const sequence = at();
    if (sequence < first()) {
      view.then = { sequence, process: null };
      return;
    }
    try {
      const process = await get(`${path}/history/${sequence}`);
      if (sequence === at()) view.then = { sequence, process };
    } catch (e) {
      view.error = e;
    }
  }

  const first = () => view.history?.[0]?.sequence ?? 1;

  // Does not fill the browser's own history with every step of the scrubber.
  function goTo(sequence) {
    view.at = sequence >= last() ? null : sequence;
    const query = view.at === null ? '' : `?at=${view.at}`;
    history.replaceState(null, '', `#/processes/${encodeURIComponent(id)}${query}`);
    draw();
    clearTimeout(quiet);
    quiet = setTimeout(() => readThen().then(drawPast), QUIET_MILLIS);
  }

  const draw = gathered(() => {
    if (closed) return;
    drawHead();
    drawNow();
    drawPast();
  });

  function drawHead() {
    const process = store.processes.get(id);
    show(places.head,
      h('h1', {}, process?.metadata?.title || id), process && stateChip(process),
      h('div', { class: 'actions' }, process && actions(process)));
    const unknown = store.loaded && !process && view.history?.length === 0;
    columns.hidden = unknown;
    show(places.notice,
      unknown && empty(`Nothing is known of ${id}`, h('p', {}, 'No process of this id was ever started.')),
      view.error && h('p', { class: 'notice bad', role: 'alert' }, `Its history cannot be read: ${view.error.message}.`),
      process?.status.reason && process.status.reason !== process.status.state && h('p', { class: `notice ${process.status.state === 'QUARANTINED' ? 'bad' : 'wait'}` }, `${process.status.state.toLowerCase()}: ${process.status.reason}`),
      (process?.status.failures ?? []).length > 0 && evidence(process.status.failures));
  }

  // What counts towards quarantine.
  function evidence(failures) {
    return h('details', { class: 'card', open: store.processes.get(id)?.status.state === 'QUARANTINED' },
      h('summary', {}, `${failures.length} ${failures.length === 1 ? 'failure' : 'failures'} of FFmpeg lately`),
      h('ul', { class: 'why' }, failures.map((f) => h('li', { class: 'small' }, h('time', { class: 'mono soft', datetime: f.at }, moment(f.at)), ` ${f.reason} on ${f.workerId}, run ${f.generation}/${f.attempt}${f.detail ? `: ${f.detail}` : ''}`))));
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
      const answer = await send(method, address, body);
      speak(`${word}: ${answer?.outcome ?? 'accepted'}`);
    } catch (e) {
      show(places.notice, h('p', { class: 'notice bad', role: 'alert' }, `${word} was refused: ${e.message}.`));
    }
    readProcess(id);
  }

  function startAgain(process) {
    const { status: _, ...config } = process;
    const { bearerTokenRequired: __, ...whipIngest } = config.whipIngest;
    if (!whipIngest.enabled) delete config.whipIngest;
    return order('Start again', 'POST', '/api/v1/processes', whipIngest.enabled ? { ...config, whipIngest } : config);
  }

  function drawNow() {
    const process = store.processes.get(id);
    const samples = (store.samples.get(id) ?? []).map((s) => ({ at: s.at, value: s.bitrate }));
    const restarts = (view.history ?? []).filter((t) => t.events.some((e) => e.type === 'FfmpegExited')).map((t) => Date.parse(t.decidedAt));
    const progress = process?.status.progress;
    show(places.now,
      h('h2', {}, 'Bit rate'),
      samples.length > 1
        ? graph({ points: samples, marks: restarts, label: 'Bit rate', format: bitrate })
        : h('p', { class: 'soft small' }, 'A curve appears while it runs and this page is open.'),
      h('dl', { class: 'small' },
        pair('Bit rate', bitrate(progress?.bitrate)), pair('Pictures', progress ? `${number(progress.frames)}, ${progress.fps ?? '–'} a second` : '–'),
        pair('Written', length(progress?.outTime)), pair('Dropped', number(progress?.dropped)), pair('Speed', progress?.speed ?? '–'),
        pair('Ends of FFmpeg', number(restarts.length))));
  }

  function drawPast() {
    if (closed) return;
    if (view.history === null) {
      show(places.past, h('p', { class: 'loading card' }, view.error ? 'Nothing to show' : 'Loading its history'));
      return;
    }
    if (view.history.length === 0) {
      show(places.past);
      return;
    }
    if (!frame.isConnected) show(places.past, frame);
    const now = at();
    scrubber.min = first() - 1;
    scrubber.max = last();
    scrubber.value = now;
    const shown = view.history.find((t) => t.sequence === now);
    scrubber.setAttribute('aria-valuetext', shown ? `${now}, ${moment(shown.decidedAt)}` : 'before it started');
    show(places.moment,
      h('strong', { role: 'status' }, view.at === null ? 'Now' : shown ? `As it was at ${moment(shown.decidedAt)}` : 'Before it started'),
      view.at !== null && h('button', { 'data-key': 'now', onclick: () => goTo(last()) }, 'Back to now'));
    show(places.then, then());
    show(places.why, reasons(now));
    const scrolled = places.timeline.firstElementChild?.scrollTop ?? 0;
    show(places.timeline, timeline(now));
    places.timeline.firstElementChild.scrollTop = scrolled;
  }

  function then() {
    if (view.then === null || view.then.sequence !== at()) return h('p', { class: 'soft' }, 'Reading …');
    const process = view.then.process;
    if (process === null) return h('p', {}, chip('ABSENT'), ' Nothing of it existed.');
    const { status } = process;
    return h('dl', { class: 'small' },
      pair('State', [stateChip(process), status.reason !== status.state && ` ${status.reason}`]), pair('Transition', String(status.sequence)),
      pair('Worker', status.workerId ?? 'none'), pair('Generation', String(status.generation)), pair('Attempt', String(status.attempt)),
      pair('Publisher', status.publisher ?? 'none'), pair('Media', status.mediaFlowing ? 'flows' : 'none'), pair('FFmpeg', `${(status.ffmpegState ?? '').toLowerCase()}${status.ffmpegPid ? `, pid ${status.ffmpegPid}` : ''}` || 'none'),
      process.reference && pair('Reference', process.reference), process.output && pair('Outputs', process.output.map((o) => o.address).join(', ')));
  }

  function reasons(now) {
    const chain = why(view.history, now);
    if (!chain) return h('p', { class: 'soft' }, 'Nothing had happened yet.');
    const step = (t) => h('li', { class: t.sequence === now ? 'subject' : null }, h('time', { class: 'mono soft', datetime: t.decidedAt }, time(t.decidedAt)), ` ${sentence(t)}`);
    return [
      h('ol', { class: 'why' }, chain.leadingUp.map(step)),
      chain.ffmpegLines.length > 0 && [h('p', { class: 'soft small' }, 'The last that FFmpeg said:'), h('div', { class: 'said', tabindex: 0, role: 'region', 'aria-label': 'Last lines of FFmpeg' }, h('pre', {}, chain.ffmpegLines.join('\n')))],
      chain.following.length > 0 && [h('p', { class: 'soft small' }, 'It led to:'), h('ol', { class: 'why' }, chain.following.map(step))],
    ];
  }

  function timeline(now) {
    return h('ol', { class: 'timeline', tabindex: 0, 'aria-label': 'Transitions, the latest first' }, view.history.toReversed().map((t) => entry(t, now)));
  }

  function entry(transition, now) {
    const isNow = transition.sequence === now;
    return h('li', { class: `${toneOfTransition(transition)} ${transition.sequence > now ? 'later' : ''}`, 'aria-current': isNow ? 'true' : null },
      h('button', { 'data-key': `t${transition.sequence}`, onclick: () => goTo(transition.sequence), title: moment(transition.decidedAt) },
        h('time', { datetime: transition.decidedAt }, time(transition.decidedAt)),
        h('span', { class: 'what' }, transition.events.map((e) => h('span', { class: 'event' }, h('b', {}, e.type), e.words ? ` ${e.words}` : '')))));
  }

  const stop = listen((kind, changed, more) => {
    if (kind === 'all') readHistory();
    if (changed !== id) {
      if (kind === 'all') draw();
      return;
    }
    if (kind === 'transition' && view.history && more.sequence === last() + 1) {
      view.history.push(more);
      if (view.at === null) readThen().then(draw);
      else draw();
      readRuns();
    } else if (kind === 'transition' && view.history && more.sequence > last()) {
      readHistory();
    } else if (kind === 'progress' && more.ended) {
      readRuns();
    }
    draw();
  });
  readHistory();
  readRuns();
  draw();
  return {
    title: id,
    element,
    moved(next) {
      view.at = sequenceIn(next);
      readThen().then(draw);
    },
    close() {
      closed = true;
      clearTimeout(quiet);
      stop();
      player.close();
    },
  };
}

// The API shows neither tokens nor stream keys, so that nothing can be started from what it shows of those.
function hasSecrets(process) {
  return process.whipIngest.bearerTokenRequired || JSON.stringify([process.input, process.output, process.options]).includes('***');
}

const pair = (term, value) => [h('dt', {}, term), h('dd', {}, value)];

function sequenceIn(parameters) {
  const text = parameters.get('at');
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}
