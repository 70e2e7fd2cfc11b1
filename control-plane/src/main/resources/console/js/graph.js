// Curves of one value over time, as SVG.

import { h } from './dom.js';

const WIDTH = 600;
const HEIGHT = 140;

// `points`: [{at, value}] by time; `marks`: times of ends of FFmpeg; `label`: in words, for who cannot see it.
export function graph({ points, marks = [], label, format, className = 'graph' }) {
  const from = points.length > 0 ? points[0].at : 0;
  const to = points.length > 1 ? points[points.length - 1].at : from + 1;
  const top = (Math.max(...points.map((p) => p.value)) || 1) * 1.1;
  const shown = marks.filter((at) => at >= from && at <= to);
  const x = (at) => round(((at - from) / (to - from)) * WIDTH);
  const y = (value) => round(HEIGHT - (value / top) * HEIGHT);
  const line = points.map((p) => `${x(p.at)},${y(p.value)}`).join(' ');
  return h(
    'svg', { class: className, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': words(label, points, format, shown.length) },
    h('line', { class: 'axis', x1: 0, y1: HEIGHT, x2: WIDTH, y2: HEIGHT }),
    points.length > 1 && h('path', { class: 'area', d: `M${x(from)},${HEIGHT} L${line.replaceAll(' ', ' L')} L${x(to)},${HEIGHT} Z` }),
    points.length > 1 && h('polyline', { class: 'curve', points: line }),
    shown.map((at) => h('line', { class: 'mark', x1: x(at), y1: 0, x2: x(at), y2: HEIGHT })),
  );
}

function words(label, points, format, marks) {
  if (points.length === 0) return `${label}: nothing yet`;
  const values = points.map((p) => p.value);
  const ends = marks === 0 ? '' : marks === 1 ? ', FFmpeg ended once' : `, FFmpeg ended ${marks} times`;
  return `${label}: now ${format(values[values.length - 1])}, lowest ${format(Math.min(...values))}, highest ${format(Math.max(...values))}${ends}`;
}

const round = (n) => Math.round(n * 10) / 10;
