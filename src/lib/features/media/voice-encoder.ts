import { Mp3Encoder } from '@breezystack/lamejs';
import { squeeze } from './waveform.ts';

/** Plenty for a voice; five minutes are 2.4 MB. */
const KBPS = 64;
/** What the format can hold. */
const RATES = [48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000];
/** Columns of a waveform at most; the contract's MAX_WAVEFORM. */
const COLUMNS = 96;
const COLUMN_MS = 50;

/** A recording so far. */
export interface VoiceNote {
  mp3: Uint8Array<ArrayBuffer>[];
  durationMs: number;
  /** How loud it is over time, 0 to 100 a column. */
  waveform: number[];
}

/** Makes an MP3, which every browser plays, of samples as they come. */
export class VoiceEncoder {
  readonly #rate: number;
  /** Samples of the microphone to one of the recording. */
  readonly #fold: number;
  readonly #mp3: Uint8Array<ArrayBuffer>[] = [];
  readonly #loud: number[] = [];
  #encoder: Mp3Encoder | undefined;
  #samples = 0;

  /** @param sampleRate of the microphone, in Hz; throws a `RangeError` for one that no recording can have */
  constructor(sampleRate: number) {
    this.#fold = Math.max(1, Math.ceil(sampleRate / 48_000));
    this.#rate = sampleRate / this.#fold;
    if (!RATES.includes(this.#rate)) throw new RangeError(`no recording has ${sampleRate} samples a second`);
  }

  /** One channel, -1 to 1. */
  add(samples: Float32Array): void {
    const pcm = fold(samples, this.#fold);
    this.#encoder ??= new Mp3Encoder(1, this.#rate, KBPS);
    this.#keep(this.#encoder.encodeBuffer(pcm));
    this.#listen(pcm);
    this.#samples += pcm.length;
  }

  /** What is recorded by now, whole; more may be added, which then begins a frame of its own. */
  note(): VoiceNote {
    if (this.#encoder) this.#keep(this.#encoder.flush());
    this.#encoder = undefined;
    const durationMs = Math.round((this.#samples / this.#rate) * 1_000);
    return { mp3: [...this.#mp3], durationMs, waveform: levels(squeeze(this.#loud, COLUMNS)) };
  }

  #keep(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#mp3.push(new Uint8Array(bytes));
  }

  /** The loudest of each moment. */
  #listen(pcm: Int16Array): void {
    const step = (this.#rate * COLUMN_MS) / 1_000;
    for (const [index, sample] of pcm.entries()) {
      const column = Math.floor((this.#samples + index) / step);
      this.#loud[column] = Math.max(this.#loud[column] ?? 0, Math.abs(sample));
    }
  }
}

function fold(samples: Float32Array, by: number): Int16Array {
  const pcm = new Int16Array(Math.floor(samples.length / by));
  for (let index = 0; index < pcm.length; index += 1) {
    let sum = 0;
    for (let part = 0; part < by; part += 1) sum += samples[index * by + part] ?? 0;
    pcm[index] = Math.round(Math.max(-1, Math.min(1, sum / by)) * 32_767);
  }
  return pcm;
}

/** As the ear hears it, with the loudest column at the top: a quiet voice has a shape too. */
function levels(loud: readonly number[]): number[] {
  const most = Math.max(1_000, ...loud);
  return loud.map((value) => Math.round(Math.sqrt(value / most) * 100));
}
