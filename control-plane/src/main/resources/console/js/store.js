// What the console knows: read once, then kept up to date by the feed.

import { get } from './api.js';
import { follow } from './feed.js';

const RECENT_AT_MOST = 500;
const SAMPLES_AT_MOST = 240;
const GATHER_MILLIS = 120;
const MANY = 25;
const TRIES = 5;

export const store = {
  processes: new Map(),
  workers: new Map(),
  // The last transitions of all processes, the latest first.
  recent: [],
  // By process, the earliest first: [{at, bitrate (bits a second), loss (share of packets lost on the way), jitter (microseconds)}],
  // null where it is not known.
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
      readSoon(transition.processId, transition.sequence);
    },
    worker(worker) {
      store.workers.set(worker.id, { ...worker, heardAt: Date.now() });
      changed('worker', worker.id);
    },
    progress({ processId, run }) {
      const process = store.processes.get(processId);
      if (process) Object.assign(process.status, run.ended ? { progress: null, reception: null } : { progress: run.progress, reception: run.reception });
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

// What changed and is to be read: {sequence, tries} by id.
const dirty = new Map();

// A process changes several times at once: read it when it is quiet again. The view that is asked may be a little
// behind the feed: then it is asked again.
function readSoon(id, sequence, tries = TRIES) {
  if (dirty.size === 0) setTimeout(readDirty, GATHER_MILLIS);
  dirty.set(id, { sequence, tries });
}

async function readDirty() {
  const asked = [...dirty];
  dirty.clear();
  if (asked.length > MANY) await readAll();
  else await read(asked.map(([id]) => id));
  for (const [id, { sequence, tries }] of asked) {
    const isBehind = (store.processes.get(id)?.status.sequence ?? 0) < sequence;
    if (isBehind && tries > 0 && !dirty.has(id)) readSoon(id, sequence, tries - 1);
  }
}

export const readProcess = (id) => read([id]);

async function read(ids) {
  let found;
  try {
    found = (await get(`/api/v1/processes?id=${ids.map(encodeURIComponent).join(',')}`)).processes;
  } catch {
    return; // the feed will tell of it again, or is lost itself
  }
  for (const process of found) {
    const known = store.processes.get(process.id);
    if (known && known.status.sequence > process.status.sequence) continue;
    store.processes.set(process.id, process);
    changed('process', process.id);
  }
}

function sample(id, run) {
  const samples = store.samples.get(id) ?? [];
  const reception = run.ended ? null : run.reception;
  samples.push({
    at: Date.parse(run.at),
    bitrate: run.ended ? 0 : (run.progress.bitrate ?? 0),
    loss: loss(counted.get(id), reception),
    jitter: reception?.videoJitter ?? reception?.audioJitter ?? null,
  });
  if (samples.length > SAMPLES_AT_MOST) samples.shift();
  store.samples.set(id, samples);
  counted.set(id, reception);
}

// What was counted at the last sample of each process.
const counted = new Map();

// The share of packets that were lost on the way between two countings of one session.
function loss(before, now) {
  if (!now || before?.sessionId !== now.sessionId) return null;
  const sent = now.packetsReceived + now.packetsLost - before.packetsReceived - before.packetsLost;
  const missed = now.packetsMissed - before.packetsMissed;
  // Counted anew when the publisher's streams begin anew.
  return sent > 0 ? Math.min(1, Math.max(0, missed / sent)) : null;
}
