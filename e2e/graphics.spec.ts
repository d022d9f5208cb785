import { expect, test } from './studio';

test.use({
  launchOptions: [
    // A browser of its own: WebGL in software, the page itself painted without it.
    async ({ browserName: _ }, use, { project }) => {
      const { args = [], ...rest } = project.use.launchOptions ?? {};
      const own = [
        '--disable-gpu-compositing',
        '--use-gl=angle',
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
      ];
      await use({ ...rest, args: [...args.filter((one) => one !== '--disable-gpu'), ...own] });
    },
    { scope: 'worker' },
  ],
});

/** Shaders that are compiled in a row, without one of them being run. */
interface Counted {
  inRow?: number;
  most?: number;
}

test('a run on a GPU compiles ahead, and goes on from its checkpoint when the context is lost', async ({
  studio,
}) => {
  const { words, run, page, statusBar } = studio;
  await studio.openTemplate('Two moons');
  await statusBar.getByRole('button', { name: /self-test/ }).click();
  await page.getByRole('combobox', { name: 'Backend', exact: true }).selectOption('webgl');
  await expect(statusBar.getByRole('button', { name: /^WebGL/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await studio.selectNothing();
  await studio.setNumber(words.epochs, 500);
  // An epoch is one step.
  await studio.setNumber(words.batchSize, 300);
  for (const worker of page.workers()) {
    await worker.evaluate(() => {
      const counted = globalThis as Counted; // both are optional
      const { linkProgram, drawElements } = WebGL2RenderingContext.prototype;
      WebGL2RenderingContext.prototype.linkProgram = function (program) {
        counted.inRow = (counted.inRow ?? 0) + 1;
        counted.most = Math.max(counted.most ?? 0, counted.inRow);
        linkProgram.call(this, program);
      };
      WebGL2RenderingContext.prototype.drawElements = function (...place) {
        counted.inRow = 0;
        drawElements.apply(this, place);
      };
    });
  }
  await studio.train();
  await studio.expectCurve(words.accuracy, words.validation, (value) => value > 0);
  let compiledAhead = 0;
  for (const worker of page.workers()) {
    compiledAhead += await worker.evaluate(() => {
      WebGL2RenderingContext.prototype.drawElements = function () {
        this.getExtension('WEBGL_lose_context')?.loseContext();
      };
      return (globalThis as Counted).most ?? 0;
    });
  }
  expect(compiledAhead).toBeGreaterThan(20);
  await studio.expectRun(words.failed);
  await expect(run.getByRole('alert')).toContainText('The graphics context was lost');
  await run.getByRole('button', { name: 'Resume from checkpoint' }).click();
  await studio.expectRun(words.trainingNow, 60_000);
  expect((await studio.progress())[0]).toBeGreaterThan(1);
});
