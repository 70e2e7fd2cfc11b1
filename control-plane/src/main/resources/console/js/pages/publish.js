// Publishing from this browser by WHIP: its camera, or a test picture.

import { send } from '../api.js';
import { h, show, speak } from '../dom.js';
import { bitrate } from '../format.js';
import { listen, store } from '../store.js';
import { testPicture } from '../testpicture.js';
import { publish } from '../whip.js';

const READY_MILLIS = 30_000;
// The route comes with the state, but by another topic.
const ROUTE_MILLIS = 200;

export function publishPage(parameters) {
  const id = h('input', { name: 'id', required: true, maxlength: 128, pattern: '[A-Za-z0-9._\\-]+', value: parameters.get('id') ?? 'demo', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'id-help' });
  const token = h('input', { name: 'token', type: 'password', autocomplete: 'off' });
  const output = h('input', { name: 'output', value: '', placeholder: 'ID.mkv', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'output-help' });
  const source = (value, words, checked) => h('label', {}, h('input', { type: 'radio', name: 'source', value, checked }), ` ${words}`);
  const sources = h('fieldset', {}, h('legend', {}, 'What to send'), source('test', 'A test picture and a beep', true), source('camera', 'This device’s camera and microphone', false));
  const go = h('button', { class: 'primary' }, 'Publish');
  const end = h('button', { type: 'button', hidden: true, onclick: stop }, 'End');
  const status = h('div', { role: 'status' });
  const preview = h('video', { muted: true, playsinline: true, 'aria-label': 'What is sent' });
  preview.muted = true;
  const form = h('form', { class: 'form card', onsubmit: submitted },
    h('label', {}, h('span', {}, 'Process'), id), h('p', { id: 'id-help', class: 'soft small' }, 'It is started when it does not run yet.'),
    h('label', {}, h('span', {}, 'Publishing token'), token),
    sources,
    h('label', {}, h('span', {}, 'Recording'), output), h('p', { id: 'output-help', class: 'soft small' }, 'Name of the file, below the worker’s output folder, when it is started here.'),
    h('div', { class: 'row' }, go, end), status);
  const element = h('div', {},
    h('div', { class: 'head' }, h('h1', {}, 'Publish')),
    h('div', { class: 'columns' }, form, h('section', { class: 'card', 'aria-label': 'Sent' }, preview)));
  let session = null;
  let media = null;
  let timer = null;
  let closed = false;

  async function submitted(event) {
    event.preventDefault();
    go.disabled = true;
    try {
      await publishTo(id.value.trim());
    } catch (e) {
      await release();
      say('bad', words(e));
      go.disabled = false;
    }
  }

  async function publishTo(name) {
    say('', 'Asking for the picture …');
    media = sources.querySelector('input:checked').value === 'camera' ? await camera() : testPicture();
    preview.srcObject = media.stream;
    preview.play().catch(() => {});
    say('', `Starting ${name} …`);
    await started(name);
    say('', `Waiting for a worker to open ${name} …`);
    await opened(name);
    say('', 'Connecting …');
    session = await offered(name);
    end.hidden = false;
    timer = setInterval(showRate, 1000);
  }

  // Started already is as good; and one whose outcome is late may still come.
  async function started(name) {
    const state = store.processes.get(name)?.status.state;
    if (state && state !== 'STOPPED') return;
    try {
      await send('POST', '/api/v1/processes', {
        id: name,
        whipIngest: { enabled: true, ...(token.value ? { bearerToken: token.value } : {}) },
        output: [
          { id: 'file', address: output.value.trim() || `${name}.mkv` },
          // The picture that the console shows. Fragmented MP4, since browsers play no Opus in MPEG-TS.
          { id: 'picture', address: `${name}/live.m3u8`, options: ['-c', 'copy', '-f', 'hls', '-hls_segment_type', 'fmp4'] },
        ],
        metadata: { startedBy: 'console' },
      });
    } catch (e) {
      if (!['ALREADY_STARTED', 'OUTCOME_UNKNOWN'].includes(e.reason)) throw e;
    }
  }

  // Its worker needs a moment to open the endpoint; the feed tells when it has.
  function opened(name) {
    return new Promise((resolve, reject) => {
      const timeout = setTimeout(() => done(reject, new Error('no worker opened its endpoint in time')), READY_MILLIS);
      const stop = listen(look);
      function look() {
        if (closed) done(reject, new Error('the page was left'));
        else if (store.processes.get(name)?.status.state === 'ACTIVE') done(resolve);
      }
      function done(end, value) {
        clearTimeout(timeout);
        stop();
        setTimeout(() => end(value), ROUTE_MILLIS);
      }
      look();
    });
  }

  async function offered(name) {
    const giveUp = Date.now() + READY_MILLIS;
    while (true) {
      try {
        return await publish(`/whip/${encodeURIComponent(name)}`, token.value, media.stream, (state) => connected(name, state));
      } catch (e) {
        if (e.status !== 503 || Date.now() > giveUp || closed) throw e;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  function connected(name, state) {
    if (state === 'connected') say('good', 'On air. ', h('a', { href: `#/processes/${encodeURIComponent(name)}`, target: '_blank', rel: 'noopener' }, `Watch ${name} in a new tab`));
    if (state === 'failed') say('bad', 'The connection failed: the UDP port of the worker is probably not reached from here.');
    if (state === 'failed' || state === 'disconnected') speak(`connection ${state}`);
  }

  let before = { bytes: 0, at: 0 };
  const rate = h('p', { class: 'soft small' });

  async function showRate() {
    const sent = [...(await session.connection.getStats()).values()].filter((s) => s.type === 'outbound-rtp');
    const bytes = sent.reduce((n, s) => n + s.bytesSent, 0);
    const video = sent.find((s) => s.kind === 'video');
    const now = performance.now();
    if (before.at > 0) rate.textContent = `${bitrate(((bytes - before.bytes) * 8000) / (now - before.at))}, ${video?.frameWidth ?? '?'}×${video?.frameHeight ?? '?'}, ${video?.framesPerSecond ?? 0} pictures/s`;
    before = { bytes, at: now };
    if (!rate.isConnected) status.append(rate);
  }

  async function stop() {
    end.disabled = true;
    await release();
    say('', 'Ended. The process goes on and waits for the next publisher.');
    end.disabled = false;
    go.disabled = false;
  }

  async function release() {
    clearInterval(timer);
    before = { bytes: 0, at: 0 };
    end.hidden = true;
    const [s, m] = [session, media];
    session = null;
    media = null;
    m?.close();
    preview.srcObject = null;
    await s?.end().catch(() => {}); // the server notices by itself
  }

  function say(tone, ...content) {
    show(status, h('p', { class: `notice ${tone}` }, ...content));
  }

  return {
    title: 'Publish',
    element,
    close() {
      closed = true;
      release();
    },
  };
}

async function camera() {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 }, audio: true });
  return { stream, close: () => stream.getTracks().forEach((track) => track.stop()) };
}

function words(e) {
  if (e.name === 'NotAllowedError') return 'This page may not use the camera. Allow it in the browser, or send the test picture.';
  if (e.name === 'NotFoundError') return 'There is no camera here. Send the test picture.';
  if (e.status === 401) return 'The process asks for its publishing token.';
  return `It cannot be published: ${e.message}`;
}
