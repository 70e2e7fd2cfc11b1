// The control plane's HTTP API. The token, if one is asked for, lives as long as the tab.

import { h } from './dom.js';

const TOKEN = 'sluice.token';

export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `the control plane answered ${status}`);
    this.status = status;
    this.reason = problem.reason ?? '';
    this.field = problem.field ?? '';
  }
}

export const token = () => sessionStorage.getItem(TOKEN);

export const get = (path) => send('GET', path);

// Gives the answer's JSON; throws a Refusal, or what fetch throws when nobody answers.
export async function send(method, path, body) {
  const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const response = await call(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  if (!response.ok) throw await refusal(response);
  return response.status === 204 ? null : response.json();
}

// fetch with the token; asks for one as often as the API does.
export async function call(path, options) {
  while (true) {
    const shown = token();
    const headers = { ...options.headers, ...(shown ? { Authorization: `Bearer ${shown}` } : {}) };
    const response = await fetch(path, { ...options, headers, cache: 'no-store' });
    if (response.status !== 401) return response;
    if (token() === shown) await askForToken(Boolean(shown));
  }
}

export async function refusal(response) {
  const problem = await response.json().catch(() => ({}));
  return new Refusal(response.status, problem);
}

let asking = null;

// One question, however many requests were refused.
function askForToken(wasWrong) {
  asking ??= new Promise((resolve) => {
    const input = h('input', { type: 'password', name: 'token', autocomplete: 'off', required: true });
    const dialog = h(
      'dialog', { 'aria-labelledby': 'token-title' },
      h('form', { class: 'form', method: 'dialog' },
        h('h2', { id: 'token-title' }, 'The API asks for a token'),
        wasWrong && h('p', { class: 'notice bad', role: 'alert' }, 'That token is not the right one.'),
        h('label', {}, h('span', {}, 'Token'), input),
        h('div', { class: 'row' }, h('button', { class: 'primary' }, 'Go on'))),
    );
    dialog.addEventListener('cancel', (event) => event.preventDefault());
    dialog.addEventListener('close', () => {
      sessionStorage.setItem(TOKEN, input.value.trim());
      dialog.remove();
      asking = null;
      resolve();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
  return asking;
}
