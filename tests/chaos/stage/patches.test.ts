import { describe, expect, it } from 'vitest';
import { mutants } from '../mutants/hunt.ts';
import { applyPatch } from './patches.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '#server/platform/paths';

describe('a patch', () => {
  const patch = { file: 'a.ts', find: 'before', replace: 'after $&' };

  it('replaces what is there once, word for word', () => {
    expect(applyPatch('it is before', patch)).toBe('it is after $&');
  });

  it('refuses what is not there, or more than once', () => {
    expect(() => applyPatch('it is now', patch)).toThrow('0 times');
    expect(() => applyPatch('before and before', patch)).toThrow('2 times');
  });
});

describe('the patches of all mutants', () => {
  const patches = mutants.flatMap(({ name, patches }) => patches.map((patch) => ({ name, ...patch })));

  it.each(patches)('$name: fits $file', async (patch) => {
    const source = await readFile(join(projectRoot, patch.file), 'utf8');
    expect(applyPatch(source, patch)).not.toBe(source);
  });
});
