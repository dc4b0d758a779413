import { trainingApi } from '$lib/features/training/training-api.ts';
import { ApiError } from '$lib/errors.ts';
import type { PageLoad } from './$types';

/** Not awaited here: the screen stands while the template is on its way. */
export const load: PageLoad = ({ params }) => ({ id: params.id, template: read(Number(params.id)) });

async function read(id: number) {
  // What is no id cannot be one of ours.
  if (!Number.isSafeInteger(id) || id < 1) throw new ApiError('not_found');
  return trainingApi.template(id);
}
