// Why something happened: the chain of transitions that led to it. The log does not name it, but what an
// event must have followed is known, and the generation that both belong to.

const FOLLOWS = {
  ProcessStopped: ['ProcessTornDown', 'StopRequested', 'ProcessQuarantined'],
  ProcessTornDown: ['FfmpegExited', 'StopRequested', 'PlacementLost'],
  ProcessQuarantined: ['FfmpegExited', 'AllocationFailed'],
  ProcessReleased: ['ProcessQuarantined'],
  FfmpegExited: ['StopRequested', 'RestartRequested', 'LimitExceeded', 'MediaStalled', 'PictureSizeChanged', 'FfmpegStarted'],
  FfmpegFinishing: ['StopRequested', 'RestartRequested'],
  FfmpegStarted: ['FfmpegExited', 'PortsAllocated'],
  PublisherDisconnected: ['FfmpegExited', 'StopRequested', 'MediaStalled', 'MediaStarted', 'PublisherConnected'],
  MediaStalled: ['MediaStarted'],
  MediaStarted: ['PublisherConnected', 'MediaStalled'],
  PictureSizeChanged: ['MediaStarted'],
  PublisherConnected: ['FfmpegStarted', 'PortsAllocated'],
  AllocationFailed: ['ProcessPlaced', 'AllocationFailed', 'FfmpegExited'],
  PortsAllocated: ['FfmpegExited', 'AllocationFailed', 'ProcessPlaced', 'IncarnationChanged'],
  StopRequested: ['ProcessPlaced'],
  RestartRequested: ['FfmpegStarted', 'ProcessPlaced'],
  PlacementLost: ['ProcessPlaced'],
  IncarnationChanged: ['ProcessPlaced'],
  ProcessPlaced: ['PlacementLost', 'PlacementPostponed', 'ProcessReleased', 'ProcessConfigured'],
  PlacementPostponed: ['PlacementLost', 'ProcessConfigured'],
};
const CHAIN_AT_MOST = 12;
const AFTERWARDS_AT_MOST = 5;

// {leadingUp, following, ffmpegLines}: the chain up to `sequence`, it last; what it led to; and what FFmpeg said
// last where its end is in the chain. Null when there is no such transition.
export function why(transitions, sequence) {
  const index = transitions.findIndex((t) => t.sequence === sequence);
  if (index < 0) return null;
  const chain = [index];
  for (let next = before(transitions, index); next >= 0 && chain.length < CHAIN_AT_MOST; next = before(transitions, next)) chain.unshift(next);
  const following = [];
  for (let i = index + 1; i < transitions.length && following.length < AFTERWARDS_AT_MOST; i++) {
    if ([index, ...following].includes(before(transitions, i))) following.push(i);
  }
  const exit = chain.flatMap((i) => transitions[i].events).findLast((e) => e.type === 'FfmpegExited' && !e.expected);
  return { leadingUp: chain.map((i) => transitions[i]), following: following.map((i) => transitions[i]), ffmpegLines: exit?.lastLines ?? [] };
}

// The transition that this one followed from; -1 when none is known.
function before(transitions, index) {
  const mine = transitions[index];
  const causes = mine.events.flatMap((e) => FOLLOWS[e.type] ?? []);
  for (let i = index - 1; i >= 0; i--) {
    if (transitions[i].events.some((e) => causes.includes(e.type))) return i;
  }
  return -1;
}

// What came in, and what followed from it, as one line.
export function sentence(transition) {
  const cause = transition.cause?.type ?? 'something unreadable';
  const by = transition.cause?.issuedBy ? ` by ${transition.cause.issuedBy}` : '';
  const events = transition.events
    .filter((e) => e.type !== 'ProcessConfigured')
    .map((e) => (e.type === cause || e.words === cause ? (e.type === 'CommandAccepted' ? 'accepted' : e.words) : `${e.type} ${e.words ?? ''}`.trim()))
    .filter(Boolean);
  return `${cause}${by}${events.length > 0 ? ': ' : ''}${events.join('; ')}`;
}
