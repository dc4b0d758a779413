import { expect, it } from 'vitest';
import { MAX_WAVEFORM } from '#contract/media';
import { VoiceEncoder } from './voice-encoder.ts';

/** Two seconds of a tone that grows louder, in the chunks of the microphone. */
function speak(encoder: VoiceEncoder, sampleRate: number) {
  const total = sampleRate * 2;
  for (let from = 0; from < total; from += 2_048) {
    const length = Math.min(2_048, total - from);
    const sample = (at: number) => Math.sin((at / sampleRate) * 440 * 2 * Math.PI) * (at / total);
    encoder.add(Float32Array.from({ length }, (_, index) => sample(from + index)));
  }
}

it.each([44_100, 48_000, 96_000, 16_000])(
  'makes a recording at %i Hz that a browser can play',
  async (rate) => {
    const encoder = new VoiceEncoder(rate);
    speak(encoder, rate);
    const note = encoder.note();
    expect(note.durationMs).toBeCloseTo(2_000, -2);
    expect(note.waveform.length).toBeLessThanOrEqual(MAX_WAVEFORM);
    expect(Math.max(...note.waveform)).toBe(100);
    expect(note.waveform[0]).toBeLessThan(note.waveform.at(-2) ?? 0);

    const bytes = await new Blob(note.mp3).arrayBuffer();
    const sound = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(bytes);
    expect(Math.abs(sound.duration - 2)).toBeLessThan(0.2);
    expect(sound.getChannelData(0).some((sample) => Math.abs(sample) > 0.3)).toBe(true);
  },
);

it('goes on after a pause', async () => {
  const encoder = new VoiceEncoder(48_000);
  speak(encoder, 48_000);
  encoder.note();
  speak(encoder, 48_000);
  const note = encoder.note();
  expect(note.durationMs).toBe(4_000);
  const bytes = await new Blob(note.mp3).arrayBuffer();
  const sound = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(bytes);
  expect(Math.abs(sound.duration - 4)).toBeLessThan(0.3);
});
