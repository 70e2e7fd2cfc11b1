// A WHIP client, RFC 9725: one offer, one answer, one session.

import { refusal } from './api.js';

const GATHERING_MILLIS = 1_000;

// Publishes `stream`; gives {connection, end()}. Throws a Refusal when the server does.
export async function publish(endpoint, token, stream, onState) {
  const connection = new RTCPeerConnection();
  try {
    for (const track of stream.getTracks()) {
      const transceiver = connection.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
      if (track.kind === 'video') preferH264(transceiver);
    }
    connection.addEventListener('connectionstatechange', () => onState(connection.connectionState));
    await connection.setLocalDescription();
    await gathered(connection);
    const session = await post(endpoint, token, connection.localDescription.sdp);
    await connection.setRemoteDescription({ type: 'answer', sdp: session.answer });
    return { connection, end: () => end(connection, session, token) };
  } catch (e) {
    connection.close();
    throw e;
  }
}

async function post(endpoint, token, offer) {
  const response = await fetch(endpoint, { method: 'POST', body: offer, headers: { 'Content-Type': 'application/sdp', ...bearer(token) } });
  if (response.status !== 201) throw await refusal(response);
  return { url: new URL(response.headers.get('Location'), response.url), answer: await response.text() };
}

async function end(connection, session, token) {
  connection.close();
  await fetch(session.url, { method: 'DELETE', headers: bearer(token) });
}

const bearer = (token) => (token ? { Authorization: `Bearer ${token}` } : {});

// What every player of the outputs can show comes first; a server that was told otherwise chooses.
function preferH264(transceiver) {
  const all = RTCRtpSender.getCapabilities('video').codecs;
  const first = all.filter((codec) => codec.mimeType === 'video/H264');
  if (first.length > 0) transceiver.setCodecPreferences([...first, ...all.filter((codec) => !first.includes(codec))]);
}

// Candidates go with the offer: hosts are known at once, and one that answers is enough.
function gathered(connection) {
  return new Promise((resolve) => {
    if (connection.iceGatheringState === 'complete') resolve();
    connection.addEventListener('icegatheringstatechange', () => connection.iceGatheringState === 'complete' && resolve());
    setTimeout(resolve, GATHERING_MILLIS);
  });
}
