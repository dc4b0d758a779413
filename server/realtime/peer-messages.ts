import * as z from 'zod';
import type { LocalFact } from './local-effects.ts';

const people = z.array(z.int());
const instant = z.iso.datetime();
/** Whole tokens by key of a bucket. */
const spent = z.record(z.string(), z.int().positive());

const localFact = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('membership.changed'),
    data: z.object({ conversationId: z.int(), coachId: z.int(), clientId: z.int(), closed: z.boolean() }),
  }),
  z.object({ name: z.literal('actor.changed'), data: z.object({ userId: z.int() }) }),
  z.object({
    name: z.literal('session.renamed'),
    data: z.object({ userId: z.int(), from: z.string(), to: z.string() }),
  }),
]) satisfies z.ZodType<LocalFact>;

const peerMessage = z.discriminatedUnion('kind', [
  /** A process is new, or may have missed something: everybody says who is with them. */
  z.object({ kind: z.literal('hello') }),
  /** Everybody who is connected to the sender; said regularly, and so a sign of life. */
  z.object({ kind: z.literal('people'), here: people }),
  z.object({ kind: z.literal('moved'), arrived: people, left: people, at: instant }),
  /** The sender ends orderly; its people come back elsewhere or are gone. */
  z.object({ kind: z.literal('bye'), at: instant }),
  /** What the sender published lately may not have arrived. */
  z.object({ kind: z.literal('missed') }),
  /** Something happened that each process has to take in. */
  z.object({ kind: z.literal('fact'), fact: localFact }),
  /** What people did at the sender's, which counts everywhere. */
  z.object({ kind: z.literal('spent'), sends: spent, others: spent }),
]);

/** What processes say to each other. Nothing here is truth: a lost one costs time, never data. */
export type PeerMessage = z.infer<typeof peerMessage>;

/** A message and the process it is of. A process of another release may say what this one does not know. */
export const peerEnvelope = z.object({ from: z.string(), message: peerMessage });
