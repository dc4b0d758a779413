import type { DraftFile } from '../../media/file.ts';
import { newUuid } from '../../realtime/uuid.ts';
import type { EncoderAnswer, EncoderOrder } from './encode.worker.ts';
import EncodeWorker from './encode.worker.ts?worker';
import { MicrophoneError, openMicrophone } from './microphone.ts';
import type { Microphone } from './microphone.ts';
import type { VoiceNote } from './voice-encoder.ts';

export const LIMIT_MS = 5 * 60_000;
/** Levels that are kept to be shown. */
const SHOWN = 44;

/** A voice message in the making. The microphone is listened to only while it records. */
export class Recorder {
  state = $state<'starting' | 'recording' | 'paused' | 'failed'>('starting');
  /** Why it failed, as a person reads it. */
  problem = $state<string>();
  /** In milliseconds. */
  elapsed = $state(0);
  /** How loud it was last, 0 to 100 a column, the newest last. */
  levels = $state.raw<readonly number[]>([]);
  #microphone: Microphone | undefined;
  #worker: Worker | undefined;
  #closed = false;

  get full(): boolean {
    return this.elapsed >= LIMIT_MS;
  }

  /** Begins, or goes on after a pause. Never rejects: look at `state`. */
  async start(): Promise<void> {
    if (this.#microphone || this.full) return;
    this.state = 'starting';
    try {
      const microphone = await openMicrophone({
        samples: (samples) => this.#heard(samples),
        lost: () => this.pause(),
      });
      this.#microphone = microphone;
      if (this.#closed) {
        this.pause();
        return;
      }
      if (!this.#worker) this.#order({ kind: 'begin', sampleRate: microphone.sampleRate });
      this.state = 'recording';
    } catch (error) {
      this.#fail(error instanceof MicrophoneError ? error.message : undefined);
    }
  }

  pause(): void {
    this.#microphone?.close();
    this.#microphone = undefined;
    if (this.state !== 'failed') this.state = 'paused';
  }

  /** Ends listening and gives what was recorded; undefined when there is nothing. */
  async finish(): Promise<DraftFile | undefined> {
    this.pause();
    const note = this.elapsed > 0 ? await this.note() : undefined;
    return note && draftOf(note);
  }

  /** What is recorded by now. Undefined when it could not be made, which `problem` says. */
  async note(): Promise<VoiceNote | undefined> {
    const worker = this.#worker;
    if (!worker) return undefined;
    const answered = new Promise<EncoderAnswer>((resolve) => {
      worker.addEventListener('message', ({ data }: MessageEvent<EncoderAnswer>) => resolve(data), {
        once: true,
      });
    });
    this.#order({ kind: 'note' });
    const answer = await answered;
    if (answer.ok) return answer.note;
    this.#fail();
    return undefined;
  }

  close(): void {
    this.#closed = true;
    this.pause();
    this.#worker?.terminate();
  }

  #heard(samples: Float32Array): void {
    if (this.state !== 'recording' || !this.#microphone) return;
    this.elapsed += (samples.length / this.#microphone.sampleRate) * 1_000;
    const loud = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    this.levels = [...this.levels, Math.round(Math.sqrt(loud) * 100)].slice(-SHOWN);
    this.#order({ kind: 'samples', samples }, [samples.buffer]);
    if (this.full) this.pause();
  }

  #order(order: EncoderOrder, transfer: Transferable[] = []): void {
    if (!this.#worker) {
      this.#worker = new EncodeWorker();
      this.#worker.addEventListener('error', () => this.#fail());
    }
    this.#worker.postMessage(order, transfer);
  }

  #fail(problem = 'The recording could not be made. Try again.'): void {
    this.pause();
    this.state = 'failed';
    this.problem = problem;
  }
}

/** A recording as a file for the outbox. */
function draftOf({ mp3, durationMs, waveform }: VoiceNote): DraftFile {
  const file = new Blob(mp3, { type: 'audio/mpeg' });
  const facts = { kind: 'audio', contentType: 'audio/mpeg', fileName: 'Voice message.mp3' } as const;
  const shape = { bytes: file.size, width: null, height: null, durationMs, waveform, poster: false };
  const ids = { fileId: newUuid(), uploadId: undefined, mediaId: undefined };
  return { file: { ...facts, ...shape, ...ids }, bytes: { file, poster: undefined } };
}
