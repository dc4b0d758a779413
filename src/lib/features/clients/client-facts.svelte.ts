import type { CheckInView } from '#contract/check-ins';
import type { ClientView } from '#contract/clients';
import type { AssignmentView } from '#contract/training';
import { api } from '../../api.ts';
import { toApiError } from '../../errors.ts';
import type { ApiError } from '../../errors.ts';
import { request } from '../../request.ts';
import { newestCheckIns } from '../check-ins/newest-check-ins.ts';
import { assignmentsOf } from '../training/thread-plans.ts';

/** Check-ins read: half a year of trend would be 26, a quarter shows what matters now. */
const CHECK_INS = 12;

/** What a coach sees beside the thread of one client, read anew whenever it may have changed. */
export class ClientFacts {
  client = $state.raw<ClientView>();
  /** Newest week first. */
  checkIns = $state.raw<readonly CheckInView[]>([]);
  assignments = $state.raw<readonly AssignmentView[]>([]);
  error = $state.raw<ApiError | null>(null);
  loading = $state(false);
  #turn = 0;

  constructor(private readonly clientId: number) {}

  /** Never throws: look at `error`, which may stand beside older facts. */
  async load(): Promise<void> {
    const turn = ++this.#turn;
    this.loading = true;
    try {
      const [client, checkIns, assignments] = await this.#read();
      if (turn !== this.#turn) return;
      this.client = client;
      this.checkIns = checkIns;
      this.assignments = assignments;
      this.error = null;
    } catch (thrown) {
      if (turn === this.#turn) this.error = toApiError(thrown);
    } finally {
      if (turn === this.#turn) this.loading = false;
    }
  }

  async #read(): Promise<[ClientView, CheckInView[], AssignmentView[]]> {
    const { clientId } = this;
    const client = request(api.clients[':id'].$get({ param: { id: String(clientId) } }));
    return Promise.all([
      client.then((answer) => answer.client),
      newestCheckIns(clientId, CHECK_INS),
      assignmentsOf(clientId),
    ]);
  }
}
