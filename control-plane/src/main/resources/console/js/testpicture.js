// A picture and a tone for who has no camera: colour bars, the time, a ball that moves, a beep each second.

const WIDTH = 1280;
const HEIGHT = 720;
const FRAMES_PER_SECOND = 30;
const BARS = ['#c0c0c0', '#c0c000', '#00c0c0', '#00c000', '#c000c0', '#c00000', '#0000c0'];

// Gives {stream, close()}.
export function testPicture() {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d', { alpha: false });
  const timer = setInterval(() => draw(context, performance.now() / 1000), 1000 / FRAMES_PER_SECOND);
  draw(context, 0);
  const tone = beep();
  const stream = canvas.captureStream(FRAMES_PER_SECOND);
  stream.addTrack(tone.track);
  return {
    stream,
    close() {
      clearInterval(timer);
      tone.close();
      stream.getTracks().forEach((track) => track.stop());
    },
  };
}

function draw(context, seconds) {
  const bar = WIDTH / BARS.length;
  BARS.forEach((colour, i) => {
    context.fillStyle = colour;
    context.fillRect(i * bar, 0, bar + 1, HEIGHT);
  });
  context.fillStyle = '#10151c';
  context.fillRect(0, HEIGHT * 0.7, WIDTH, HEIGHT * 0.3);
  context.fillStyle = '#ffffff';
  context.beginPath();
  context.arc(WIDTH / 2 + Math.sin(seconds * 1.5) * WIDTH * 0.4, HEIGHT * 0.35, 60, 0, 2 * Math.PI);
  context.fill();
  context.font = 'bold 90px monospace';
  context.textAlign = 'center';
  context.fillText(new Date().toISOString().slice(11, 23), WIDTH / 2, HEIGHT * 0.89);
}

function beep() {
  const audio = new AudioContext();
  audio.resume().catch(() => {}); // silent where the browser wants a gesture first
  const oscillator = new OscillatorNode(audio, { frequency: 1000 });
  const volume = new GainNode(audio, { gain: 0 });
  const target = new MediaStreamAudioDestinationNode(audio, { channelCount: 2 });
  oscillator.connect(volume).connect(target);
  oscillator.start();
  const timer = setInterval(() => {
    volume.gain.setValueAtTime(0.2, audio.currentTime);
    volume.gain.setValueAtTime(0, audio.currentTime + 0.1);
  }, 1000);
  return {
    track: target.stream.getAudioTracks()[0],
    close() {
      clearInterval(timer);
      audio.close();
    },
  };
}
