import captureUrl from './capture.worklet.ts?worker&url';

/** Why there is no recording, as a person reads it. */
export class MicrophoneError extends Error {}

const WORDS: Partial<Record<string, string>> = {
  NotAllowedError:
    'The microphone is blocked. Allow it for this site in your browser’s settings, then try again.',
  NotFoundError: 'No microphone was found.',
  NotReadableError: 'The microphone cannot be used right now. Another app may have it.',
};

export interface Microphone {
  sampleRate: number;
  /** Lets go of it; the browser's sign for it goes out. */
  close(): void;
}

interface MicrophoneListener {
  /** One channel, -1 to 1. */
  samples(samples: Float32Array): void;
  /** It was taken away, as when it is unplugged. */
  lost(): void;
}

/** Begins to listen. Rejects with a `MicrophoneError`. */
export async function openMicrophone(listener: MicrophoneListener): Promise<Microphone> {
  // Plain http has none.
  if (!('mediaDevices' in navigator))
    throw new MicrophoneError('Voice messages need a secure connection (https).');
  const stream = await navigator.mediaDevices
    .getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true } })
    .catch((error: unknown) => {
      throw asWords(error);
    });
  try {
    return await listen(stream, listener);
  } catch (error) {
    release(stream);
    throw asWords(error);
  }
}

async function listen(stream: MediaStream, listener: MicrophoneListener): Promise<Microphone> {
  const context = new AudioContext();
  await Promise.all([context.audioWorklet.addModule(captureUrl), context.resume()]);
  const source = context.createMediaStreamSource(stream);
  const capture = new AudioWorkletNode(context, 'capture', {
    numberOfOutputs: 1,
    channelCount: 1,
    channelCountMode: 'explicit',
  });
  capture.port.addEventListener('message', ({ data }: MessageEvent<Float32Array>) => listener.samples(data));
  capture.port.start();
  // It gives out silence; some browsers run only what leads to the loudspeaker.
  source.connect(capture).connect(context.destination);
  for (const track of stream.getTracks()) track.addEventListener('ended', () => listener.lost());
  return {
    sampleRate: context.sampleRate,
    close() {
      release(stream);
      void context.close();
    },
  };
}

function release(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function asWords(error: unknown): MicrophoneError {
  const name = error instanceof Error ? error.name : '';
  return new MicrophoneError(WORDS[name] ?? 'The recording could not begin. Try again.');
}
