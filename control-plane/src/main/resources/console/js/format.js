// Values as people read them.

export const time = (iso) => (iso ? new Date(iso).toLocaleTimeString([], { hour12: false }) : '–');

export const moment = (iso) =>
  iso ? new Date(iso).toLocaleString([], { hour12: false, dateStyle: 'medium', timeStyle: 'medium' }) : '–';

export function ago(iso, now = Date.now()) {
  const seconds = Math.max(0, Math.round((now - new Date(iso).getTime()) / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 86400) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86400)} d ago`;
}

export function bitrate(bits) {
  if (bits === null || bits === undefined) return '–';
  return bits >= 1e6 ? `${(bits / 1e6).toFixed(1)} Mbit/s` : `${Math.round(bits / 1000)} kbit/s`;
}

export const percent = (share) => (share === null || share === undefined ? '–' : `${Math.round(share * 100)} %`);

// Of a share that is mostly small.
export const portion = (share) => (share === null || share === undefined ? '–' : `${(share * 100).toFixed(1)} %`);

export const millis = (micros) => (micros === null || micros === undefined ? '–' : `${(micros / 1000).toFixed(1)} ms`);

export function length(micros) {
  if (micros === null || micros === undefined) return '–';
  const seconds = Math.floor(micros / 1e6);
  const two = (n) => String(n).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

export const number = (n) => (n === null || n === undefined ? '–' : n.toLocaleString('en-GB'));

// What a state means for who looks at many: good, wait, bad or neither.
export function toneOfState(state) {
  return { ACTIVE: 'good', ASSIGNED: 'wait', MOVING: 'wait', WAITING: 'wait', STOPPING: 'wait', QUARANTINED: 'bad' }[state] ?? '';
}

const BAD = new Set([
  'FfmpegExited', 'MediaStalled', 'AllocationFailed', 'PlacementLost', 'CommandRejected', 'InputRefused',
  'ProcessQuarantined', 'LimitExceeded', 'MoveCutShort',
]);
const GOOD = new Set(['MediaStarted', 'PublisherConnected', 'PortsAllocated', 'FfmpegStarted', 'ProcessPlaced']);
const WAIT = new Set(['PlacementPostponed', 'StopRequested', 'PublisherDisconnected', 'RestartRequested', 'MoveBegan']);

export function toneOfEvent(event) {
  if (event.type === 'FfmpegExited' && event.expected) return 'wait';
  if (BAD.has(event.type)) return 'bad';
  if (GOOD.has(event.type)) return 'good';
  return WAIT.has(event.type) ? 'wait' : '';
}

export function toneOfTransition(transition) {
  const tones = transition.events.map(toneOfEvent);
  return ['bad', 'wait', 'good'].find((tone) => tones.includes(tone)) ?? '';
}
