import { describe, expect, it } from 'vitest';
import { frameFilter } from './ws-frames.ts';

const HEAD = Buffer.from('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n\r\n');

/** A text frame as a server writes it. */
function frame(text: string): Buffer {
  const body = Buffer.from(text);
  if (body.length < 126) return Buffer.concat([Buffer.from([0x81, body.length]), body]);
  const head = Buffer.from([0x81, 126, 0, 0]);
  head.writeUInt16BE(body.length, 2);
  return Buffer.concat([head, body]);
}

describe('what a server sends over a websocket', () => {
  it('is read frame by frame, however it is cut, and passes whole', () => {
    const long = 'x'.repeat(400);
    const stream = Buffer.concat([HEAD, frame('short'), frame(long), frame('é')]);
    for (const size of [1, 7, stream.length]) {
      const seen: string[] = [];
      const filter = frameFilter((text) => (seen.push(text), 'pass'));
      const passed: Buffer[] = [];
      for (let at = 0; at < stream.length; at += size) passed.push(filter(stream.subarray(at, at + size)));
      expect(seen).toEqual(['short', long, 'é']);
      expect(Buffer.concat(passed)).toEqual(stream);
    }
  });

  it('loses exactly the frames that are to be lost', () => {
    const filter = frameFilter((text) => (text === 'two' ? 'drop' : 'pass'));
    const passed = filter(Buffer.concat([HEAD, frame('one'), frame('two'), frame('three')]));
    expect(passed).toEqual(Buffer.concat([HEAD, frame('one'), frame('three')]));
  });

  it('passes untouched when it is no websocket', () => {
    const answer = Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n\x81\x00');
    const filter = frameFilter(() => 'drop');
    expect(filter(answer)).toEqual(answer);
    expect(filter(answer)).toEqual(answer);
  });

  it('tells once that it is one', () => {
    let times = 0;
    const count = () => (times += 1);
    frameFilter(() => 'pass', count)(Buffer.from('HTTP/1.1 200 OK\r\n\r\n'));
    expect(times).toBe(0);
    const filter = frameFilter(() => 'pass', count);
    for (const part of [HEAD.subarray(0, 9), HEAD.subarray(9), frame('one')]) filter(part);
    expect(times).toBe(1);
  });
});
