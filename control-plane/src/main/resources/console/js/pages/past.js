// What happened to one process, how it stood at any moment of its past, and why it came to that.

import { get } from '../api.js';
import { h, show } from '../dom.js';
import { moment, time, toneOfTransition } from '../format.js';
import { chip, pair, stateChip } from './parts.js';

const QUIET_MILLIS = 150;
// Of a long chain, what it began with and what it ended with.
const STEPS_FIRST = 4;
const STEPS_LAST = 12;

// `chosen`: the number of the transition that is looked at; null for the last, whichever that is. `changed()` is
// called when more or less is known.
export function pastOf(id, path, chosen, changed) {
  const view = { history: null, at: chosen, then: null, error: null };
  const places = { moment: h('div', { class: 'row' }), then: h('div'), why: h('div'), timeline: h('div') };
  const scrubber = h('input', { type: 'range', min: 0, max: 0, step: 1, value: 0, 'aria-label': 'Moment in the history', oninput: () => goTo(Number(scrubber.value)) });
  // Made once: what is dragged or scrolled must not be replaced.
  const frame = h('div', {},
    h('section', { class: 'card', 'aria-label': 'Time travel' }, h('div', { class: 'scrub' }, places.moment, scrubber), places.then),
    h('section', { class: 'card', 'aria-label': 'Why' }, h('h2', {}, 'Why'), places.why),
    h('section', { class: 'card', 'aria-label': 'Timeline' }, h('h2', {}, 'Timeline'), places.timeline));
  const element = h('div');
  let closed = false;
  let quiet = null;

  const first = () => view.history?.[0]?.sequence ?? 1;
  const last = () => view.history?.at(-1)?.sequence ?? 0;
  const at = () => Math.min(view.at ?? last(), last());

  async function readHistory() {
    try {
      view.history = (await get(`${path}/history`)).transitions;
      view.error = null;
    } catch (e) {
      view.error = e;
    }
    if (closed) return;
    await readThen();
    if (!closed) changed();
  }

  async function readThen() {
    const sequence = at();
    if (sequence < first()) {
      view.then = { sequence, process: null, why: null };
      return;
    }
    try {
      const [process, why] = await Promise.all([get(`${path}/history/${sequence}`), get(`${path}/why?at=${sequence}`)]);
      if (sequence === at()) view.then = { sequence, process, why };
      view.error = null;
    } catch (e) {
      view.error = e;
    }
  }

  // Does not fill the browser's own history with every step of the scrubber.
  function goTo(sequence) {
    view.at = sequence >= last() ? null : sequence;
    const query = view.at === null ? '' : `?at=${view.at}`;
    history.replaceState(null, '', `#/processes/${encodeURIComponent(id)}${query}`);
    draw();
    clearTimeout(quiet);
    quiet = setTimeout(() => readThen().then(draw), QUIET_MILLIS);
  }

  function draw() {
    if (closed) return;
    if (view.history === null) {
      show(element, h('p', { class: 'loading card' }, view.error ? 'Nothing to show' : 'Loading its history'));
      return;
    }
    if (view.history.length === 0) {
      show(element);
      return;
    }
    if (!frame.isConnected) show(element, frame);
    const now = at();
    scrubber.min = first() - 1;
    scrubber.max = last();
    scrubber.value = now;
    const shown = view.history.find((t) => t.sequence === now);
    scrubber.setAttribute('aria-valuetext', shown ? `${now}, ${moment(shown.decidedAt)}` : 'before it started');
    show(places.moment,
      h('strong', { role: 'status' }, view.at === null ? 'Now' : shown ? `As it was at ${moment(shown.decidedAt)}` : 'Before it started'),
      view.at !== null && h('button', { 'data-key': 'now', onclick: () => goTo(last()) }, 'Back to now'));
    const then = view.then?.sequence === now ? view.then : null;
    show(places.then, then ? state(then.process) : reading());
    show(places.why, then ? reasons(then.why) : reading());
    const scrolled = places.timeline.firstElementChild?.scrollTop ?? 0;
    show(places.timeline, timeline(now));
    places.timeline.firstElementChild.scrollTop = scrolled;
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

  return {
    element,
    draw,
    readHistory,
    // Null as long as it was not read.
    history: () => view.history,
    error: () => view.error,
    moveTo(sequence) {
      view.at = sequence;
      draw();
      readThen().then(draw);
    },
    // Of a transition that the feed told of.
    take(transition) {
      if (view.history === null || transition.sequence <= last()) return;
      if (transition.sequence > last() + 1) {
        readHistory();
        return;
      }
      view.history.push(transition);
      if (view.at === null) readThen().then(changed);
      else changed();
    },
    close() {
      closed = true;
      clearTimeout(quiet);
    },
  };
}

const reading = () => h('p', { class: 'soft' }, 'Reading …');

function state(process) {
  if (process === null) return h('p', {}, chip('ABSENT'), ' Nothing of it existed.');
  const { status } = process;
  return h('dl', { class: 'small' },
    pair('State', [stateChip(process), status.reason !== status.state && ` ${status.reason}`]), pair('Transition', String(status.sequence)),
    pair('Worker', status.workerId ?? 'none'), pair('Generation', String(status.generation)), pair('Attempt', String(status.attempt)),
    pair('Publisher', status.publisher ?? 'none'), pair('Media', status.mediaFlowing ? 'flows' : 'none'), pair('FFmpeg', `${(status.ffmpegState ?? '').toLowerCase()}${status.ffmpegPid ? `, pid ${status.ffmpegPid}` : ''}` || 'none'),
    process.reference && pair('Reference', process.reference), process.output && pair('Outputs', process.output.map((o) => o.address).join(', ')));
}

// As the control plane explains it.
function reasons(why) {
  if (why === null) return h('p', { class: 'soft' }, 'Nothing had happened yet.');
  const isRoot = (step) => step.sequence === why.because.sequence && step.sequence !== why.subject.sequence;
  const step = (s) => h('li', { class: s.sequence === why.subject.sequence ? 'subject' : isRoot(s) ? 'root' : null }, h('time', { class: 'mono soft', datetime: s.at }, time(s.at)), ` ${s.words}`);
  const said = why.ffmpeg?.lastLines ?? [];
  return [
    isRoot(why.because) && h('p', { class: 'notice bad' }, `Because ${why.because.words}.`),
    h('ol', { class: 'why' }, shortened(why.leadingUp, step)),
    said.length > 0 && [h('p', { class: 'soft small' }, `The last that FFmpeg of run ${why.ffmpeg.run} said:`), h('div', { class: 'said', tabindex: 0, role: 'region', 'aria-label': 'Last lines of FFmpeg' }, h('pre', {}, said.join('\n')))],
    why.following.length > 0 && [h('p', { class: 'soft small' }, 'It led to:'), h('ol', { class: 'why' }, why.following.map(step))],
  ];
}

function shortened(steps, step) {
  const left = steps.length - STEPS_FIRST - STEPS_LAST;
  if (left <= 0) return steps.map(step);
  return [...steps.slice(0, STEPS_FIRST).map(step), h('li', { class: 'soft' }, `${left} more of the kind`), ...steps.slice(-STEPS_LAST).map(step)];
}
