import type { SessionView } from '#contract/auth';
import { failedWith, toApiError } from '../../errors.ts';
import type { ApiError } from '../../errors.ts';
import { endDevice, listDevices } from './account-api.ts';

/** The devices one is logged in on. */
export class Devices {
  items = $state.raw<readonly SessionView[]>([]);
  status = $state<'loading' | 'ready' | 'error'>('loading');
  error = $state.raw<ApiError | null>(null);
  /** The device that is being logged out. */
  ending = $state<string>();

  /** Reads the list, again if need be. Never throws: look at `status`. */
  async load(): Promise<void> {
    if (this.status === 'error') this.status = 'loading';
    try {
      this.items = await listDevices();
      this.status = 'ready';
    } catch (thrown) {
      this.error = toApiError(thrown);
      if (this.status === 'loading') this.status = 'error';
    }
  }

  /** Logs one device out. Throws an `ApiError`, but not for a device that is out already. */
  async end(publicId: string): Promise<void> {
    this.ending = publicId;
    try {
      await endDevice(publicId);
    } catch (error) {
      if (!failedWith(error, 'not_found')) throw error;
    } finally {
      this.ending = undefined;
    }
    this.items = this.items.filter((device) => device.publicId !== publicId);
  }
}
