// What the console knows: read once, then kept up to date by the feed.

import { get } from './api.js';
import { follow } from './feed.js';

const RECENT_AT_MOST = 500;
const SAMPLES_AT_MOST = 240;
const GATHER_MILLIS = 120;
const MANY = 25;

export const store = {
  processes: new Map(),
  workers: new Map(),
  // The last transitions of all processes, the latest first.
  recent: [],
  // Bit rates by process: [{at, bitrate}], the earliest first.
  samples: new Map(),
  feed: 'connecting',
  loaded: false,
  error: null,
};

const listeners = new Set();

// `listener(kind, processId)` after each change: kind is feed, all, process, worker, progress or transition.
// Gives the function that ends it.
export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function changed(kind, id, more) {
  for (const listener of [...listeners]) listener(kind, id, more);
}

export function start() {
  follow({
    state(state) {
      store.feed = state;
      changed('feed');
    },
    anew: readAll,
    transition(transition) {
      store.recent.unshift(transition);
      store.recent.length = Math.min(store.recent.length, RECENT_AT_MOST);
      changed('transition', transition.processId, transition);
      readSoon(transition.processId);
    },
    worker(worker) {
      store.workers.set(worker.id, { ...worker, heardAt: Date.now() });
      changed('worker', worker.id);
    },
    progress({ processId, run }) {
      const process = store.processes.get(processId);
      if (process) process.status.progress = run.ended ? null : run.progress;
      sample(processId, run);
      changed('progress', processId, run);
    },
  });
}

async function readAll() {
  try {
    const [processes, workers] = await Promise.all([get('/api/v1/processes'), get('/api/v1/workers')]);
    store.processes = new Map(processes.processes.map((p) => [p.id, p]));
    const old = store.workers;
    store.workers = new Map(workers.workers.map((w) => [w.id, { ...w, heardAt: old.get(w.id)?.heardAt ?? null }]));
    store.error = null;
  } catch (e) {
    store.error = e;
  }
  store.loaded = true;
  changed('all');
}

const dirty = new Set();

// A process changes several times at once: read it when it is quiet again.
function readSoon(id) {
  if (dirty.size === 0) setTimeout(readDirty, GATHER_MILLIS);
  dirty.add(id);
}

async function readDirty() {
  const ids = [...dirty];
  dirty.clear();
  if (ids.length > MANY) {
    await readAll();
    return;
  }
  await Promise.all(ids.map(readProcess));
}

export async function readProcess(id) {
  try {
    const process = await get(`/api/v1/processes/${encodeURIComponent(id)}`);
    const known = store.processes.get(id);
    if (known && known.status.sequence > process.status.sequence) return;
    store.processes.set(id, process);
  } catch (e) {
    if (e.status !== 404) return; // the feed will tell of it again, or is lost itself
    store.processes.delete(id);
  }
  changed('process', id);
}

function sample(id, run) {
  const samples = store.samples.get(id) ?? [];
  samples.push({ at: Date.parse(run.at), bitrate: run.ended ? 0 : (run.progress.bitrate ?? 0) });
  if (samples.length > SAMPLES_AT_MOST) samples.shift();
  store.samples.set(id, samples);
}
