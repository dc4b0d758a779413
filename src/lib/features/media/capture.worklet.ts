// Runs in the sound thread of the browser; says nothing but samples.

/** What an AudioWorklet's scope has, as far as it is needed; TypeScript's own libraries do not know it. */
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** About 40 ms: often enough for a level that moves, seldom enough for a slow phone. */
const CHUNK = 2_048;

class Capture extends AudioWorkletProcessor {
  #chunk = new Float32Array(CHUNK);
  #filled = 0;

  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    const samples = inputs[0]?.[0];
    if (samples) this.#take(samples);
    return true;
  }

  #take(samples: Float32Array): void {
    this.#chunk.set(samples, this.#filled);
    this.#filled += samples.length;
    if (this.#filled < CHUNK) return;
    this.port.postMessage(this.#chunk, [this.#chunk.buffer]);
    this.#chunk = new Float32Array(CHUNK);
    this.#filled = 0;
  }
}

registerProcessor('capture', Capture);
