import type { Filter } from '../../support/tcp-flow.ts';

/** What the harness thinks of a frame from the server: whether it may go on. */
export type Judge = (text: string) => 'pass' | 'drop';

const HEAD_END = Buffer.from('\r\n\r\n');
const OPCODE_TEXT = 1;

/**
 * Reads what a server sends over one connection and lets each websocket frame pass whole, or not at all. What is no
 * websocket passes untouched. Servers do not mask, and ours neither compresses nor splits messages.
 * @param upgraded told once the connection is known to be a websocket
 */
export function frameFilter(judge: Judge, upgraded: () => void = () => undefined): Filter {
  let state: 'head' | 'frames' | 'plain' = 'head';
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    if (state === 'plain') return chunk;
    rest = Buffer.concat([rest, chunk]);
    if (state === 'frames') return takeFrames();
    const end = rest.indexOf(HEAD_END);
    if (end < 0) return Buffer.alloc(0);
    const head = rest.subarray(0, end + HEAD_END.length);
    state = head.toString('latin1').startsWith('HTTP/1.1 101') ? 'frames' : 'plain';
    if (state === 'plain') return rest;
    upgraded();
    rest = rest.subarray(head.length);
    return Buffer.concat([head, takeFrames()]);
  };

  function takeFrames(): Buffer {
    const passed: Buffer[] = [];
    for (
      let size = frameSize(rest);
      size !== undefined && rest.length >= size.whole;
      size = frameSize(rest)
    ) {
      const frame = rest.subarray(0, size.whole);
      const isText = ((frame[0] ?? 0) & 0x0f) === OPCODE_TEXT;
      const verdict = isText ? judge(frame.toString('utf8', size.head)) : 'pass';
      if (verdict === 'pass') passed.push(frame);
      rest = rest.subarray(size.whole);
    }
    return Buffer.concat(passed);
  }
}

/** How long the frame at the start is, in bytes; undefined when not even that has come. */
function frameSize(bytes: Buffer): { head: number; whole: number } | undefined {
  const short = (bytes[1] ?? 0) & 0x7f;
  const head = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < head) return undefined;
  const length =
    short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  return { head, whole: head + length };
}
