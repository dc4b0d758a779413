import { VoiceEncoder } from './voice-encoder.ts';
import type { VoiceNote } from './voice-encoder.ts';

export type EncoderOrder =
  | { kind: 'begin'; sampleRate: number }
  | { kind: 'samples'; samples: Float32Array }
  /** Answered with what is recorded by now. */
  | { kind: 'note' };

export type EncoderAnswer = { ok: true; note: VoiceNote } | { ok: false };

/** A worker's own scope, as far as it is needed. */
interface Scope {
  postMessage(answer: EncoderAnswer): void;
  addEventListener(type: 'message', heard: (event: MessageEvent<EncoderOrder>) => void): void;
}
declare const self: Scope;

let encoder: VoiceEncoder | undefined;

self.addEventListener('message', ({ data: order }) => {
  try {
    if (order.kind === 'begin') encoder = new VoiceEncoder(order.sampleRate);
    else if (order.kind === 'samples') encoder?.add(order.samples);
    else if (encoder) self.postMessage({ ok: true, note: encoder.note() });
  } catch {
    self.postMessage({ ok: false });
  }
});
