/** What must not vanish because somebody scrolls: forms that may be half filled in, and what says so itself. */
const KEPT = 'form, [data-keep]';

/** Keys of rows that stay drawn wherever the view is: with the focus, an end of the selection, or something to keep. */
export function pinnedRows(view: Element): string[] {
  const selection = getSelection();
  const selected = selection && !selection.isCollapsed ? [selection.anchorNode, selection.focusNode] : [];
  const nodes = [document.activeElement, ...selected, ...view.querySelectorAll(KEPT)];
  return [...new Set(nodes.flatMap((node) => rowOf(view, node) ?? []))];
}

function rowOf(view: Element, node: Node | null): string | undefined {
  const element = node instanceof Element ? node : node?.parentElement;
  const row = element?.closest<HTMLElement>('[data-item]');
  return row && view.contains(row) ? row.dataset['item'] : undefined;
}
