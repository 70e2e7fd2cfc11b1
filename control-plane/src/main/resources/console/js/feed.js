// The live feed. By fetch, since EventSource cannot show a token.

import { call, refusal } from './api.js';

const LONGEST_PAUSE = 10_000;

// Follows the feed for ever. `on`: state(live | connecting | lost), transition(json), worker(json),
// progress(json), and anew() when what happened since is not known and all must be read again.
export async function follow(on) {
  let lastId = '';
  let pause = 500;
  while (true) {
    on.state('connecting');
    try {
      const headers = lastId ? { 'Last-Event-ID': lastId } : {};
      const response = await call('/api/v1/events?also=workers,progress', { headers });
      if (!response.ok) throw await refusal(response);
      if (!lastId) on.anew();
      for await (const event of events(response.body)) {
        lastId = event.id || lastId;
        pause = 500;
        if (event.name === 'end') {
          if (JSON.parse(event.data).reason === 'UNKNOWN_POSITION') lastId = '';
          break;
        }
        take(on, event);
      }
    } catch (e) {
      if (e.reason === 'MALFORMED_POSITION') lastId = '';
    }
    on.state('lost');
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

function take(on, event) {
  if (event.name === 'ready') on.state('live');
  else if (event.name === 'transition') on.transition(JSON.parse(event.data));
  else if (event.name === 'worker') on.worker(JSON.parse(event.data));
  else if (event.name === 'progress') on.progress(JSON.parse(event.data));
}

// Server-sent events of a stream of bytes: the blocks between empty lines.
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (true) {
    const { value, done } = await reader.read();
    if (done) return;
    text += value.replaceAll('\r', '');
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      yield parsed(text.slice(0, end));
      text = text.slice(end + 2);
    }
  }
}

function parsed(block) {
  const event = { name: 'message', id: '', data: '' };
  const data = [];
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event.name = value;
    else if (field === 'id') event.id = value;
    else if (field === 'data') data.push(value);
  }
  event.data = data.join('\n');
  return event;
}
