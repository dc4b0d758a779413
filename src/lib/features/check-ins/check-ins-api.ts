import type {
  CheckInView,
  EditCheckInInput,
  ReviewCheckInInput,
  SubmitCheckInInput,
} from '#contract/check-ins';
import { api } from '../../api.ts';
import { request } from '../../request.ts';

/** What check-ins ask of the server. Every call rejects with an `ApiError`. */
export const checkInsApi = {
  submit: async (json: SubmitCheckInInput): Promise<CheckInView> =>
    (await request(api['check-ins'].$post({ json }))).checkIn,

  edit: async (id: number, json: EditCheckInInput): Promise<CheckInView> =>
    (await request(api['check-ins'][':id'].$patch({ param: { id: String(id) }, json }))).checkIn,

  review: async (id: number, json: ReviewCheckInInput): Promise<CheckInView> =>
    (await request(api['check-ins'][':id'].review.$post({ param: { id: String(id) }, json }))).checkIn,
};
