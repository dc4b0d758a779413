import { titleWithUnread } from '../../realtime/title.ts';

/** Keeps `(3) ` before whatever title a screen sets, until the returned function is called. */
export function countInTitle(unread: number): () => void {
  const show = (count: number) => {
    const title = titleWithUnread(document.title, count);
    if (title !== document.title) document.title = title;
  };
  // Screens set their title whenever they like, and know nothing of the number.
  const observer = new MutationObserver(() => show(unread));
  observer.observe(document.head, { subtree: true, childList: true, characterData: true });
  show(unread);
  return () => {
    observer.disconnect();
    show(0);
  };
}
