import { expect, it } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../../app.css';
import Announcer from './Announcer.svelte';
import { copyMessages } from './copy-messages.ts';
import MessageList from './MessageList.svelte';
import MessageText from './MessageText.svelte';
import { threadWorld, VIEWER } from './thread-harness.ts';

const OTHER = { id: 2, displayName: 'Sam Okafor', timeZone: 'Europe/Lisbon' };

interface Node {
  ignored: boolean;
  name?: { value: string };
  role?: { value: string };
  description?: { value: string };
  properties?: { name: string; value: { value: unknown } }[];
}

interface Frame {
  frame: { id: string };
  childFrames?: Frame[];
}

interface Session {
  send(method: 'Page.getFrameTree'): Promise<{ frameTree: Frame }>;
  send(method: 'Accessibility.getFullAXTree', of: { frameId: string }): Promise<{ nodes: Node[] }>;
}

/** What Chromium tells a screen reader of the frame that a test is in. */
async function told(): Promise<Node[]> {
  const session = cdp() as unknown as Session;
  const { frameTree } = await session.send('Page.getFrameTree');
  const frameId = frameTree.childFrames?.[0]?.frame.id ?? frameTree.frame.id;
  const { nodes } = await session.send('Accessibility.getFullAXTree', { frameId });
  return nodes.filter((node) => !node.ignored);
}

const announced = () => page.getByRole('status').element().textContent.trim();

it('announces what the other person says, and nothing that is loaded, sent, read or dated', async () => {
  const world = await threadWorld(30);
  const { screen, server, wire } = world;
  await render(Announcer, { props: { thread: screen.thread, name: 'Sam' } });
  expect(announced()).toBe('');

  await screen.load(screen.thread.older);
  screen.send('My own words');
  wire.handlers.incoming({
    event: 'receipt:updated',
    payload: { conversationId: 7, userId: OTHER.id, deliveredSeq: 30, readSeq: 30 },
  });
  wire.handlers.incoming({
    event: 'typing:updated',
    payload: { conversationId: 7, userId: OTHER.id, active: true },
  });
  expect(announced()).toBe('');

  world.hear('See you on Friday');
  await expect.poll(announced).toBe('Sam: See you on Friday');
  // Whoever browses the page afterwards meets it once, in the log.
  await expect.poll(announced, { timeout: 5_000 }).toBe('');
  expect(server.lastSeq).toBe(32);
});

it('a message is named by who says what, and the log keeps quiet', async () => {
  const { screen } = await threadWorld(2);
  await render(MessageList, { props: { screen, other: OTHER, viewer: VIEWER, onjump: () => undefined } });
  const nodes = await told();
  const articles = nodes.filter(({ role }) => role?.value === 'article');
  expect(articles.map(({ name }) => name?.value)).toEqual(['Sam Okafor: message 1', 'Sam Okafor: message 2']);
  expect(articles[0]?.description?.value).toMatch(/2026/);
  const log = nodes.find(({ role }) => role?.value === 'log');
  expect(log?.properties?.find(({ name }) => name === 'live')?.value.value ?? 'off').toBe('off');
});

it('copies several messages as they would be quoted, without clocks and days', async () => {
  const { screen } = await threadWorld(3);
  const { container } = await render(MessageList, {
    props: { screen, other: OTHER, viewer: VIEWER, onjump: () => undefined },
  });
  container.addEventListener('copy', copyMessages);
  const copied = () => {
    const event = new ClipboardEvent('copy', {
      clipboardData: new DataTransfer(),
      bubbles: true,
      cancelable: true,
    });
    container.querySelector('article')?.dispatchEvent(event);
    return event.clipboardData?.getData('text/plain');
  };
  getSelection()?.selectAllChildren(container);
  expect(copied()).toBe('Sam Okafor: message 1\nSam Okafor: message 2\nSam Okafor: message 3');

  const [first, second] = [...container.querySelectorAll('[data-body]')].map(
    (body) => body.firstChild?.nextSibling ?? body,
  );
  const words = (node: ChildNode | Element | undefined) => {
    const walker = document.createTreeWalker(node?.parentElement ?? container, NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
      if (walker.currentNode.textContent?.includes('message')) return walker.currentNode;
    throw new Error('No words');
  };
  getSelection()?.setBaseAndExtent(words(first), 3, words(second), 4);
  expect(copied()).toBe('Sam Okafor: sage 1\nSam Okafor: mess');

  getSelection()?.selectAllChildren(container.querySelector('[data-body]') ?? container);
  expect(copied()).toBe('');
});

it('shows a long address shortened, and gives all of it to whoever copies or follows it', async () => {
  const address = `https://plans.example/${'weeks/'.repeat(20)}end`;
  const { container } = await render(MessageText, {
    props: { text: `See ${address} and https://аррӏе.com` },
  });
  const [long, odd] = container.querySelectorAll('a');
  expect(long?.href).toBe(address);
  getSelection()?.selectAllChildren(container);
  expect(getSelection()?.toString().replaceAll(/\s+/g, ' ').trim()).toContain(`See ${address} and`);
  expect(long?.offsetHeight).toBeLessThan(60);
  await expect.element(page.getByText('(xn--80ak6aa92e.com)')).toBeVisible();
  expect(odd?.rel).toBe('noopener noreferrer nofollow');
});
