import { expect, test } from './support/test.ts';
import { PHONE } from './support/people.ts';
import { threadOn } from './support/screen.ts';

test('what was said is found from the inbox and in the thread, and gone to', async ({ people }) => {
  const { coach, client } = await people.pair();
  const send = (text: string) =>
    client.post(`/conversations/${client.conversationId}/messages`, {
      clientMessageId: crypto.randomUUID(),
      text,
    });
  await send('Mañana corrí antes del desayuno');
  for (let n = 1; n <= 80; n += 1) await send(`Filler number ${n}`);
  const page = await people.open(coach, '/inbox');
  const { message } = threadOn(page);

  await test.step('another form, without accents, leads to the message', async () => {
    await page.getByRole('searchbox', { name: 'Find people and messages' }).fill('manana correr');
    const hit = page.getByRole('region', { name: 'In messages' }).getByRole('link', { name: /corrí/ });
    await hit.click();
    await expect(message('Mañana corrí')).toBeInViewport();
    await expect(page).toHaveURL(/at=1$/);
  });

  await test.step('in the thread, by the keyboard alone', async () => {
    await page.getByRole('log').focus();
    await page.keyboard.press('f');
    await expect(page.getByRole('combobox', { name: 'Words to look for' })).toBeFocused();
    await page.keyboard.type('number 64');
    await expect(page.getByRole('option', { name: /number 64/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(message('Filler number 64')).toBeInViewport();
  });

  await test.step('a link to a message opens the thread there, on a phone too', async () => {
    const phone = await people.open(client, '/chat?at=1', PHONE);
    await expect(threadOn(phone).message('Mañana corrí')).toBeInViewport();
    await phone.getByRole('button', { name: 'Search' }).tap();
    await phone.getByRole('combobox', { name: 'Words to look for' }).fill('nothing like it');
    await expect(phone.getByText('No message has “nothing like it”')).toBeVisible();
  });
});
