import { greeting } from './demo/accounts.ts';
import { seedDemo } from './demo/seed.ts';
import { run } from './run.ts';

await run(
  { DATA_DIR: '.data/demo', ...process.env },
  {
    beforeListen: seedDemo,
    whenUp: (url) => process.stdout.write(`${greeting(url)}\n`),
  },
);
