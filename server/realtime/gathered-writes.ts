import type { SpotterSocket } from './sockets.ts';

/**
 * Lets everything that is said to a device in one turn of the event loop leave with one system call: handing bytes to
 * the system costs more than making them, and a batch often has an acknowledgement and a change for the same device.
 * Nothing waits longer than the turn itself takes.
 */
export function gatherWrites(connection: SpotterSocket['conn']): void {
  // Kept from the handshake: the transport hides its own.
  const wire = connection.request.socket;
  connection.on('packetCreate', () => {
    const { transport } = connection;
    // A transport that is still writing takes what has come meanwhile at once when it is done.
    if (!transport.writable) return;
    transport.writable = false;
    process.nextTick(() => {
      transport.writable = true;
      wire.cork();
      transport.emit('ready');
      wire.uncork();
    });
  });
}
