// What several pages are made of.

import { h } from '../dom.js';
import { toneOfState } from '../format.js';
import { store } from '../store.js';

export const chip = (text, tone = '') => h('span', { class: `chip ${tone}` }, text);

export function stateChip(process) {
  const status = process.status;
  return status.mediaFlowing ? h('span', { class: 'chip good beat' }, 'LIVE') : chip(status.state, toneOfState(status.state));
}

// The process, when its media flows.
export function live(id) {
  const process = store.processes.get(id);
  return process?.status.mediaFlowing ? process : null;
}

// What a page shows instead of itself before anything was read, or when it could not be; else null.
export function notReady() {
  if (store.error && store.processes.size === 0) {
    return h('div', { class: 'notice bad', role: 'alert' }, `The control plane gives no answer: ${store.error.message}. Trying again.`);
  }
  return store.loaded ? null : h('p', { class: 'loading' }, 'Loading');
}

export function empty(title, ...words) {
  return h('div', { class: 'card empty' }, h('h2', {}, title), ...words);
}

// Calls `draw` soon, however often it is asked to: once a frame at most.
export function gathered(draw) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      draw();
    });
  };
}

// A line of a list of names and values.
export const pair = (term, value) => [h('dt', {}, term), h('dd', {}, value)];
