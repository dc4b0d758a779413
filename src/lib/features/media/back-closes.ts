/**
 * Lets the browser's way back close something that covers the page. The other half must be called when it closes in
 * another way.
 */
export function backCloses(close: () => void): () => void {
  // The same entry again, so that the router, which knows its entries by number, sees nothing move.
  history.pushState(history.state, '');
  let left = false;
  const popped = () => {
    left = true;
    close();
  };
  addEventListener('popstate', popped, { once: true });
  return () => {
    removeEventListener('popstate', popped);
    if (!left) history.back();
  };
}
