// The runs of FFmpeg for one process, and what each said.

import { get } from '../api.js';
import { h, show } from '../dom.js';
import { bitrate, length, moment, number } from '../format.js';
import { chip } from './parts.js';

export function report(path, runs) {
  const whole = h('div', { 'aria-live': 'polite' });
  return h('section', { class: 'card', 'aria-label': 'Runs of FFmpeg' },
    h('h2', {}, 'Runs of FFmpeg'),
    h('div', { class: 'wide' },
      h('table', { class: 'stack' },
        h('thead', {}, h('tr', {}, ['Run', 'Worker', 'Started', 'Written', 'Bit rate', 'End', 'Report'].map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', {}, runs.map((run) => row(path, run, whole))))),
    whole);
}

function row(path, run, whole) {
  const name = `${run.generation}/${run.attempt}`;
  return h('tr', {},
    h('td', { 'data-label': 'Run' }, name), h('td', { 'data-label': 'Worker' }, run.workerId), h('td', { 'data-label': 'Started' }, moment(run.startedAt)),
    h('td', { 'data-label': 'Written' }, length(run.progress.outTime)), h('td', { 'data-label': 'Bit rate' }, bitrate(run.progress.bitrate)),
    h('td', { 'data-label': 'End' }, end(run)),
    h('td', {}, h('button', { 'data-key': `run${name}`, 'aria-label': `Report of run ${name}`, onclick: () => open(path, run, whole) }, 'Report')));
}

function end(run) {
  if (!run.ended) return chip('RUNS', 'good');
  const how = run.exitCode !== null ? `code ${run.exitCode}` : run.signal !== null ? `signal ${run.signal}` : '';
  return [chip(run.reason.replaceAll('_', ' '), run.exitCode === 0 || run.reason === 'STOPPED' ? '' : 'bad'), ` ${how}`];
}

async function open(path, run, whole) {
  show(whole, h('p', { class: 'loading' }, 'Reading the report'));
  try {
    const found = await get(`${path}/reports/${run.generation}/${run.attempt}`);
    const lines = (list) => (list ?? []).map((line) => line.text).join('\n');
    show(whole,
      h('h2', {}, `Report of run ${run.generation}/${run.attempt}`),
      h('p', { class: 'small' }, `FFmpeg ${found.ffmpegVersion || '?'}, pid ${found.pid ?? '–'}, ${number(found.frames >= 0 ? found.frames : null)} pictures`),
      h('p', { class: 'small' }, h('code', {}, `ffmpeg ${(found.arguments ?? []).join(' ')}`)),
      h('div', { class: 'said', tabindex: 0, role: 'region', 'aria-label': 'What FFmpeg said' },
        h('pre', {}, lines(found.firstLines) || 'FFmpeg said nothing.'),
        found.omittedLines > 0 && h('p', { class: 'omitted' }, `… ${number(found.omittedLines)} lines are not kept …`),
        (found.lastLines ?? []).length > 0 && h('pre', {}, lines(found.lastLines))));
  } catch (e) {
    show(whole, h('p', { class: 'notice bad', role: 'alert' }, `The report cannot be read: ${e.message}.`));
  }
}
