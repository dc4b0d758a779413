import type { Role } from '#contract/enums';
import type { AccountView } from '#contract/people';
import type { MenuItem } from '$ui/menu.ts';
import { PagedList } from '../../paged-list.svelte.ts';
import { accountsApi } from './accounts-api.ts';
import { ACTS } from './acts.ts';
import type { Act } from './acts.ts';

const TYPING_MS = 200;

/** Everybody with an account, as an admin looks through them and chooses what to do. */
export class Accounts {
  search = $state('');
  role = $state<Role | ''>('');
  /** Only the clients of this coach. */
  coach = $state.raw<AccountView>();
  /** What waits to be confirmed; `move` has a dialog of its own. */
  asked = $state.raw<{ person: AccountView; act: Act | 'move' }>();
  readonly list = new PagedList<AccountView>((cursor) => accountsApi.list(this.#filter(), cursor));
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Whether somebody looks for less than everybody. */
  get narrowed(): boolean {
    return this.search.trim() !== '' || this.role !== '' || this.coach !== undefined;
  }

  typed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.list.load(), TYPING_MS);
  }

  showClientsOf(coach: AccountView | undefined): void {
    this.coach = coach;
    this.search = '';
    this.role = '';
    void this.list.load();
  }

  /** What can be done about somebody, for their menu. */
  itemsFor(person: AccountView): MenuItem[] {
    const ask = (act: Act | 'move') => () => (this.asked = { person, act });
    return [
      ...(person.clientCount > 0
        ? [{ label: 'Show their clients', onselect: () => this.showClientsOf(person) }]
        : []),
      ...(person.role === 'CLIENT' ? [{ label: 'Move to another coach', onselect: ask('move') }] : []),
      ...ACTS.filter((act) => act.fits(person)).map((act) => ({
        label: act.label,
        danger: act.danger,
        onselect: ask(act),
      })),
    ];
  }

  /** The act that was asked for is done. */
  settled(): void {
    this.asked = undefined;
    void this.list.load();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #filter() {
    return { search: this.search.trim(), role: this.role || undefined, coach: this.coach?.id };
  }
}
