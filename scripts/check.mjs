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
// Two cores: linting the screens takes as long as everything else together.
const results = await Promise.all([
  oneAfterTheOther(['lint:screens', 'format']),
  oneAfterTheOther(['lint:rest', 'types', 'svelte', 'unused']),
]);
process.exitCode = results.every(Boolean) ? 0 : 1;
