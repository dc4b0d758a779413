import { inboxRow, threadOn } from './support/screen.ts';
import { PHONE } from './support/people.ts';
import { expect, test } from './support/test.ts';

test('an admin moves a client: the thread closes for the coach who has it open, and the new coach has one', async ({
  people,
  admin,
}) => {
  const { coach, client } = await people.pair();
  const next = await people.coach('Nora Next');
  const [desk, newDesk, phone, office] = await Promise.all([
    people.open(coach, `/inbox/${client.conversationId}`),
    people.open(next, '/inbox'),
    people.open(client, '/chat', PHONE),
    people.open(await admin(), '/people'),
  ]);
  await threadOn(desk).say('See you on Monday');
  await expect(threadOn(phone).message('See you on Monday')).toBeVisible();

  await test.step('the admin reads what will happen, and moves the client', async () => {
    await office.getByRole('link', { name: 'Everybody' }).click();
    await office.getByRole('searchbox').fill(client.email);
    const actions = office.getByRole('button', { name: `Actions for ${client.name}` });
    // Others of that name are listed until the search has answered.
    await expect(actions).toHaveCount(1);
    await actions.click();
    await office.getByRole('menuitem', { name: 'Move to another coach' }).click();
    const dialog = office.getByRole('dialog');
    await expect(dialog.getByText(`${coach.name} no longer sees it`)).toBeVisible();
    await dialog.getByLabel('New coach').selectOption({ label: next.name });
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await expect(office.getByText(`${client.name} is with ${next.name} now.`)).toBeVisible();
    await expect(office.getByText(`with ${next.name}`, { exact: false }).first()).toBeVisible();
  });

  await test.step('it is gone for the former coach, who is told so', async () => {
    await expect(desk.getByRole('heading', { name: 'This conversation is not here' })).toBeVisible();
    await expect(desk.getByText('the client is with another coach now')).toBeVisible();
    await expect(inboxRow(desk, client.name)).toHaveCount(0);
  });

  await test.step('the client writes to the new coach, and still reads the old thread', async () => {
    await expect(phone.getByRole('heading', { name: next.name, level: 1 })).toBeVisible();
    await threadOn(phone).say('Hello Nora');
    await inboxRow(newDesk, client.name).click();
    await expect(threadOn(newDesk).message('Hello Nora')).toBeVisible();
    await phone.getByRole('button', { name: 'Your threads' }).click();
    await phone.getByRole('menuitem', { name: coach.name }).click();
    await expect(threadOn(phone).message('See you on Monday')).toBeVisible();
    await expect(phone.getByText('This thread has ended.')).toBeVisible();
    await expect(threadOn(phone).composer).toBeHidden();
  });
});

test('somebody deactivated is led out with a sentence, and told again when they log in', async ({
  people,
  admin,
}) => {
  const coach = await people.coach('Dora Done');
  const [desk, office] = await Promise.all([
    people.open(coach, '/inbox'),
    people.open(await admin(), '/people/all'),
  ]);
  await expect(desk.getByRole('heading', { name: 'Invite your first client' })).toBeVisible();
  await office.getByRole('searchbox').fill(coach.email);
  const actions = office.getByRole('button', { name: `Actions for ${coach.name}` });
  await expect(actions).toHaveCount(1);
  await actions.click();
  await office.getByRole('menuitem', { name: 'Deactivate' }).click();
  const dialog = office.getByRole('dialog');
  await expect(dialog.getByText('cannot log in until reactivated')).toBeVisible();
  await dialog.getByRole('button', { name: 'Deactivate' }).click();
  await expect(office.getByText('Deactivated', { exact: true })).toBeVisible();

  await expect(desk).toHaveURL(/\/login/);
  await expect(desk.getByText('Your account is not active any more')).toBeVisible();
  await desk.getByLabel('E-mail').fill(coach.email);
  await desk.getByLabel('Password', { exact: true }).fill('four calm otters swim');
  await desk.getByRole('button', { name: 'Log in' }).click();
  await expect(desk.getByText('This account has been deactivated')).toBeVisible();
});
