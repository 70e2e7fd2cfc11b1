// How one process goes at present: what FFmpeg writes, how its publisher's media comes in, and how often
// FFmpeg ended.

import { h } from '../dom.js';
import { bitrate, length, millis, moment, number, portion } from '../format.js';
import { graph } from '../graph.js';
import { store } from '../store.js';
import { pair } from './parts.js';

// `history`: its transitions, the earliest first.
export function now(id, history) {
  const status = store.processes.get(id)?.status;
  const samples = store.samples.get(id) ?? [];
  const ends = history.filter((t) => t.events.some((e) => e.type === 'FfmpegExited')).map((t) => Date.parse(t.decidedAt));
  // What is not known at a moment is no point of the curve.
  const curve = (label, name, format) => {
    const points = samples.filter((s) => s[name] !== null).map((s) => ({ at: s.at, value: s[name] }));
    return points.length > 1 && [h('h2', {}, label), graph({ points, marks: ends, label, format })];
  };
  return [
    curve('Bit rate', 'bitrate', bitrate) || [h('h2', {}, 'Bit rate'), h('p', { class: 'soft small' }, 'Curves appear while it runs and this page is open.')],
    written(status?.progress),
    curve('Lost on the way', 'loss', portion), curve('Jitter', 'jitter', millis),
    status?.reception && received(status.reception),
    ends.length > 0 && restarts(ends, Date.parse(history[0].decidedAt)),
  ];
}

function written(progress) {
  return h('dl', { class: 'small' },
    pair('Bit rate', bitrate(progress?.bitrate)), pair('Pictures', progress ? `${number(progress.frames)}, ${progress.fps ?? '–'} a second` : '–'),
    pair('Written', length(progress?.outTime)), pair('Dropped', number(progress?.dropped)), pair('Speed', progress?.speed ?? '–'));
}

function received(reception) {
  return h('dl', { class: 'small' },
    pair('Packets', number(reception.packetsReceived)), pair('Lost on the way', number(reception.packetsMissed)), pair('Lost for good', number(reception.packetsLost)),
    pair('Jitter', `picture ${millis(reception.videoJitter)}, sound ${millis(reception.audioJitter)}`), pair('Sent again in', millis(reception.repeatTime)));
}

// As many as there were by each moment since it began; of the past, so that it needs no open page.
function restarts(ends, begun) {
  const steps = ends.flatMap((at, i) => [{ at, value: i }, { at, value: i + 1 }]);
  const points = [{ at: begun, value: 0 }, ...steps, { at: Date.now(), value: ends.length }];
  return [
    h('h2', {}, 'Ends of FFmpeg'), graph({ points, label: 'Ends of FFmpeg', format: number, className: 'graph low' }),
    h('p', { class: 'soft small' }, `${number(ends.length)} since ${moment(begun)}, the last at ${moment(ends.at(-1))}`),
  ];
}
