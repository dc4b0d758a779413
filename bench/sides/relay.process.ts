import { createServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { SendMessageInput } from '#contract/conversations';

/**
 * The yardstick: a bare Socket.IO server that answers every send with the frames ours answers with, an acknowledgement
 * and one delivery, and checks, parses and stores nothing. No server that speaks this protocol can be cheaper.
 */
const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false });
const members = { 1: { deliveredSeq: 0, readSeq: 0 }, 2: { deliveredSeq: 0, readSeq: 0 } };
let messageId = 0;

io.on('connection', (socket: Socket) => {
  const room = String(socket.handshake.headers['x-conversation']);
  void socket.join(room);
  socket.on('message:send', (input: SendMessageInput, acknowledge: (answer: object) => void) => {
    const rev = (messageId += 1);
    const message = {
      id: rev,
      conversationId: input.conversationId,
      seq: rev,
      rev,
      clientMessageId: input.clientMessageId,
      senderId: 1,
      kind: 'text',
      text: input.text,
      card: null,
      attachments: [],
      replyTo: null,
      reactions: [],
      createdAt: new Date().toISOString(),
      editedAt: null,
      deletedAt: null,
    };
    socket.to(room).emit('conversation:changed', {
      conversationId: input.conversationId,
      fromRev: rev - 1,
      rev,
      lastSeq: rev,
      messages: [message],
      members,
    });
    acknowledge({ ok: true, message, duplicate: false, fromRev: rev - 1, rev });
  });
});

http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('The relay listens on no port');
  process.stdout.write(`The relay is running: http://localhost:${address.port}\n`);
});
