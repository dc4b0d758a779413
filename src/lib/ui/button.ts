/** primary: the one thing to do here; quiet: everything else; danger: destroys or ends something. */
export type ButtonVariant = 'primary' | 'quiet' | 'danger';

/** Utility classes that colour a button of this variant. */
export const buttonColours: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-accent-ink enabled-hover:bg-accent-strong',
  quiet: 'text-accent enabled-hover:bg-tint',
  danger: 'bg-red text-red-ink enabled-hover:bg-red-strong',
};
