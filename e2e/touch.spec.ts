import type { CDPSession } from '@playwright/test';
import { expect, test } from './studio';
import { boxOf, centreOf, type Point } from './window';

test.use({ hasTouch: true, viewport: { width: 900, height: 1100 } });

const touch = (session: CDPSession, type: 'touchStart' | 'touchMove' | 'touchEnd', at: Point[]) =>
  session.send('Input.dispatchTouchEvent', {
    type,
    touchPoints: at.map((point, id) => ({ ...point, id })),
  });

test('a person looks, inspects and wires with fingers on a narrow screen', async ({ studio }) => {
  const { page, canvas, inspector } = studio;
  const session = await page.context().newCDPSession(page);
  await expect(page.getByText('Editing wants more room.')).toBeVisible();

  await test.step('a tap selects, and a button shows what was tapped', async () => {
    await studio.card('conv2').tap({ position: { x: 60, y: 14 } });
    await page.getByRole('button', { name: 'Show the inspector' }).tap();
    await expect(inspector.getByRole('heading', { name: 'Conv2D' })).toBeVisible();
    await page.getByRole('button', { name: 'Hide the inspector' }).tap();
  });

  await test.step('a finger that stays selects one more card', async () => {
    const box = await boxOf(studio.card('conv1'));
    const at = { x: box.x + 40, y: box.y + 10 };
    await touch(session, 'touchStart', [at]);
    await expect(canvas.getByRole('toolbar')).toContainText('2 selected');
    await touch(session, 'touchEnd', []);
    await expect(canvas.getByRole('toolbar')).toContainText('2 selected');
  });

  await test.step('two fingers zoom, over cards too', async () => {
    const percent = canvas.getByRole('button', { name: /^\d+%/ });
    const before = (await percent.textContent()) ?? '';
    const { x, y } = await centreOf(studio.card('pool1'));
    await touch(session, 'touchStart', [
      { x: x - 20, y },
      { x: x + 20, y },
    ]);
    await touch(session, 'touchMove', [
      { x: x - 30, y },
      { x: x + 30, y },
    ]);
    await touch(session, 'touchEnd', []);
    await expect(percent).not.toHaveText(before);
    await page.getByRole('button', { name: 'Fit all' }).tap();
  });

  await test.step('an output, then a layer, are an edge', async () => {
    await studio.outputOf('fc1').tap();
    await expect(canvas.getByText('Choose an input or a layer that fc1 goes to.')).toBeVisible();
    await studio.card('logits').tap({ position: { x: 60, y: 14 } });
    await expect(studio.edge('fc1', 'logits')).toHaveCount(1);
    await expect(studio.edge('fc2', 'logits')).toHaveCount(0);
    await page.getByRole('button', { name: /^Undo/ }).tap();
    await expect(studio.edge('fc2', 'logits')).toHaveCount(1);
  });
});
