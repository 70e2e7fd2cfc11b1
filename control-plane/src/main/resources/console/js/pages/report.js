// The runs of FFmpeg for one process, and what each said.

import { get } from '../api.js';
import { h, show } from '../dom.js';
import { bitrate, length, moment, number } from '../format.js';
import { chip } from './parts.js';

const COLUMNS = ['Run', 'Worker', 'Started', 'Written', 'Bit rate', 'End', 'Report'];

// Made once for a page and changed in place by `show(runs)`: neither an opened report nor the button under a
// pointer may go away because a run tells of its progress.
export function runsOfFfmpeg(path) {
  const body = h('tbody');
  const whole = h('div', { 'aria-live': 'polite' });
  const rows = new Map();
  let opened = null;
  let asked = 0;
  let answered = 0;
  const element = h('section', { class: 'card', 'aria-label': 'Runs of FFmpeg', hidden: true },
    h('h2', {}, 'Runs of FFmpeg'),
    h('div', { class: 'wide' }, h('table', { class: 'stack' }, h('thead', {}, h('tr', {}, COLUMNS.map((name) => h('th', { scope: 'col' }, name)))), body)),
    whole);

  function open(run) {
    opened = run;
    show(whole, h('p', { class: 'loading' }, 'Reading the report'));
    read(run, (e) => show(whole, h('p', { class: 'notice bad', role: 'alert' }, `The report cannot be read: ${e.message}.`)));
  }

  // What is asked for later holds, whichever answer comes first.
  async function read(run, failed) {
    const question = ++asked;
    const isWanted = () => nameOf(opened) === nameOf(run) && question > answered;
    try {
      const found = await get(`${path}/reports/${run.generation}/${run.attempt}`);
      if (!isWanted()) return;
      answered = question;
      showWhole(found);
    } catch (e) {
      if (isWanted()) failed(e);
    }
  }

  function showWhole(report) {
    const scrolled = whole.querySelector('.said')?.scrollTop ?? 0;
    show(whole, ...wholeReport(report));
    whole.querySelector('.said').scrollTop = scrolled;
  }

  // What was opened while it ran is not all that it said.
  function refresh(run) {
    const ended = run.ended && !opened.ended;
    opened = run;
    if (ended) read(run, () => {}); // what is shown stays true of then
  }

  return {
    element,
    show(runs) {
      element.hidden = runs.length === 0;
      const names = runs.map(nameOf);
      for (const [name, row] of rows) {
        if (names.includes(name)) continue;
        row.element.remove();
        rows.delete(name);
      }
      runs.forEach((run, place) => {
        const name = nameOf(run);
        if (!rows.has(name)) rows.set(name, runRow(name, open));
        const row = rows.get(name);
        row.show(run);
        if (body.children[place] !== row.element) body.insertBefore(row.element, body.children[place] ?? null);
        if (opened !== null && nameOf(opened) === name && opened !== run) refresh(run);
      });
    },
  };
}

const nameOf = (run) => `${run.generation}/${run.attempt}`;

function runRow(name, open) {
  let shown = null;
  const cells = ['Worker', 'Started', 'Written', 'Bit rate', 'End'].map((label) => h('td', { 'data-label': label }));
  const button = h('button', { 'aria-label': `Report of run ${name}`, onclick: () => open(shown) }, 'Report');
  return {
    element: h('tr', {}, h('td', { 'data-label': 'Run' }, name), cells, h('td', {}, button)),
    show(run) {
      shown = run;
      const values = [run.workerId, moment(run.startedAt), length(run.progress.outTime), bitrate(run.progress.bitrate), end(run)];
      cells.forEach((cell, i) => show(cell, values[i]));
    },
  };
}

function end(run) {
  if (!run.ended) return chip('RUNS', 'good');
  const how = run.exitCode !== null ? `code ${run.exitCode}` : run.signal !== null ? `signal ${run.signal}` : '';
  return [chip(run.reason.replaceAll('_', ' '), run.exitCode === 0 || run.reason === 'STOPPED' ? '' : 'bad'), ` ${how}`];
}

function wholeReport(report) {
  const lines = (list) => (list ?? []).map((line) => line.text).join('\n');
  return [
    h('h2', {}, `Report of run ${nameOf(report)}`),
    h('p', { class: 'small' }, `FFmpeg ${report.ffmpegVersion || '?'}, pid ${report.pid ?? '–'}, ${number(report.frames >= 0 ? report.frames : null)} pictures`),
    h('p', { class: 'small' }, h('code', {}, `ffmpeg ${(report.arguments ?? []).join(' ')}`)),
    h('div', { class: 'said', tabindex: 0, role: 'region', 'aria-label': 'What FFmpeg said' },
      h('pre', {}, lines(report.firstLines) || 'FFmpeg said nothing.'),
      report.omittedLines > 0 && h('p', { class: 'omitted' }, `… ${number(report.omittedLines)} lines are not kept …`),
      (report.lastLines ?? []).length > 0 && h('pre', {}, lines(report.lastLines))),
  ];
}
