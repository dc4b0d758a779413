import { ended, passSignalsOn, ROOT, start } from './support/processes.mjs';

/**
 * One of the `check:` scripts of package.json.
 *
 * @param {string} name
 * @returns {Promise<boolean>} whether it found nothing
 */
async function check(name) {
  return (await ended(start('npm', ['run', `check:${name}`]))) === 0;
}

/**
 * @param {readonly string[]} names
 * @returns {Promise<boolean>} whether all found nothing; none is left out because an earlier one failed
 */
async function oneAfterTheOther(names) {
  let fine = true;
  for (const name of names) fine = (await check(name)) && fine;
  return fine;
}

passSignalsOn();
process.chdir(ROOT);
// The others read what this one writes.
if (!(await check('sync'))) process.exit(1);
// Lint takes as long as the rest together, and one core.
const results = await Promise.all([check('lint'), oneAfterTheOther(['format', 'types', 'svelte', 'unused'])]);
process.exitCode = results.every(Boolean) ? 0 : 1;
