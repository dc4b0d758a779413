import { parseDecimal } from '$ui/decimal.ts';

/**
 * The first number field of a form that holds something else than a number. Its value reads as empty, so a form that
 * went on without looking would silently drop what was typed.
 */
export function unreadableNumber(form: ParentNode | null | undefined): HTMLInputElement | undefined {
  const fields = [...(form?.querySelectorAll<HTMLInputElement>('input[inputmode="decimal"]') ?? [])];
  return fields.find((field) => parseDecimal(field.value) === 'invalid');
}
