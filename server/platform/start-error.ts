/** A refusal to start that the owner can act on: printed as its one line, without a stack. */
export class StartError extends Error {
  constructor(line: string, options?: ErrorOptions) {
    super(line.replaceAll(/\s*\n\s*/g, ' '), options);
    this.name = 'StartError';
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'that place takes no files',
  ENOTDIR: 'something that is not a directory is in the way',
  EEXIST: 'something that is not a directory is in the way',
};

/** The `code` of a system or database error, if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/**
 * Runs file work of the start. Failures that an owner can mend become one clear line.
 * @param what completes "Cannot ...", for example "write to /data"
 * @throws StartError for a full disk, missing permission and the like; other errors as they are
 */
export async function orRefuse<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = REASONS[errorCode(error) ?? ''];
    if (reason === undefined) throw error;
    throw new StartError(`Cannot ${what}: ${reason}.`, { cause: error });
  }
}
