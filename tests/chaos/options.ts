import { parseArgs } from 'node:util';
import * as z from 'zod';

const number = (fallback: string) =>
  z.string().default(fallback).pipe(z.coerce.number<string>().int().nonnegative());

const given = z.object({
  seed: number('1'),
  seconds: number('300'),
  processes: number('3'),
  faults: z
    .string()
    .default('')
    .transform((list) => list.split(',').filter(Boolean)),
  lasts: z.coerce.number<string>().int().positive().optional(),
  json: z.string().optional(),
  only: z.string().default(''),
  matrix: z.boolean().default(false),
  mutants: z.boolean().default(false),
  verbose: z.boolean().default(false),
});

export type Options = z.infer<typeof given>;

/** What `npm run chaos -- ...` was told. @throws with what is wrong about it */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      seconds: { type: 'string' },
      processes: { type: 'string' },
      faults: { type: 'string' },
      lasts: { type: 'string' },
      json: { type: 'string' },
      only: { type: 'string' },
      matrix: { type: 'boolean' },
      mutants: { type: 'boolean' },
      verbose: { type: 'boolean' },
    },
  });
  return given.parse(values);
}
