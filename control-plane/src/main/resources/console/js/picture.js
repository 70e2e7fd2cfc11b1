// The picture of a process: the HLS that its worker writes, if it does.

import { get, token } from './api.js';
import { h, show } from './dom.js';
import { listen } from './store.js';

const AGAIN_MILLIS = 2_000;
// By then the first segments are there to ask for.
const FIRST_SEGMENTS_MICROS = 7e6;
const HLS = 'application/vnd.apple.mpegurl';

// `live()` gives the process, as long as media flows. Gives {element, rest(), close()}.
export function picture(id, live) {
  const url = `/api/v1/processes/${encodeURIComponent(id)}/preview`;
  const element = h('div', { class: 'picture' });
  let player = null;
  let timer = null;
  let closed = false;

  function none(text) {
    player?.close();
    player = null;
    show(element, h('div', { class: 'none' }, text));
  }

  // What is shown of the process as it is now; true when there may be more to show than is.
  function looked() {
    const process = live();
    if (!process) none('not live');
    else if (!writesHls(process)) none('no picture: it writes no HLS');
    else if (player === null && (process.status.progress?.outTime ?? 0) < FIRST_SEGMENTS_MICROS) none('the picture comes in some seconds');
    else return player === null;
    return false;
  }

  async function look() {
    if (looked()) {
      const playlist = await get(url).then((answer) => answer.playlist, () => null);
      if (closed) return;
      if (playlist === null) none('no picture yet');
      else if (live()) await play(playlist, audioCodec(live()));
    }
    if (!closed) timer = setTimeout(look, AGAIN_MILLIS);
  }

  async function play(address, codec) {
    const video = h('video', { muted: true, playsinline: true, autoplay: true, 'aria-label': `Live picture of ${id}` });
    video.muted = true;
    player = await attached(video, address, codec, () => none('the picture broke off'));
    if (closed) {
      player.close();
      return;
    }
    show(element, video);
    video.play().catch(() => {}); // shown all the same; it plays when it may
  }

  // At once, so that a player asks for nothing of a process that has ended.
  const stop = listen((kind, changed) => (changed === id || kind === 'all') && player !== null && looked());
  none('…');
  look();
  return {
    element,
    // Before what ends the stream is asked for: a player would still ask for files that go with it.
    rest() {
      clearTimeout(timer);
      none('…');
      timer = setTimeout(look, AGAIN_MILLIS);
    },
    close() {
      closed = true;
      stop();
      clearTimeout(timer);
      player?.close();
    },
  };
}

const hlsOutput = (process) => (process.output ?? []).find((output) => output.address.includes('.m3u8'));

export const writesHls = (process) => hlsOutput(process) !== undefined;

// A playlist of FFmpeg names no codecs, and hls.js takes sound of which it knows nothing for AAC.
const audioCodec = (process) => hlsOutput(process).options.some((option) => option.includes('aac')) ? undefined : 'opus';

// hls.js where it can play, since it keeps closer to the live edge; else the browser itself.
async function attached(video, address, codec, failed) {
  await import('/console/lib/hls.js/dist/hls.light.min.js').catch(() => null);
  const Hls = globalThis.Hls;
  if (Hls?.isSupported()) {
    const shown = token();
    const xhrSetup = (request) => shown && request.setRequestHeader('Authorization', `Bearer ${shown}`);
    const hls = new Hls({ enableWorker: false, liveSyncDurationCount: 2, defaultAudioCodec: codec, xhrSetup });
    hls.on(Hls.Events.ERROR, (_, error) => error.fatal && failed());
    hls.loadSource(address);
    hls.attachMedia(video);
    return { close: () => hls.destroy() };
  }
  if (video.canPlayType(HLS)) {
    video.addEventListener('error', failed);
    video.src = address;
  }
  return { close: () => video.removeAttribute('src') };
}
