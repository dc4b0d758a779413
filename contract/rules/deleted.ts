/** What the inbox and quotes say of a message that was deleted. */
export const DELETED_LINE = 'Message deleted';
