import { expect, type Studio, test } from './studio';

/** Texts that are wider than the place they stand in, in the bars, the dock and the inspector; ids and names may be. */
function cutWords(studio: Studio): Promise<string[]> {
  return studio.page.evaluate(() => {
    const regions = ['banner', 'contentinfo'].flatMap((role) => [
      ...document.querySelectorAll<HTMLElement>(
        role === 'banner' ? 'header' : '[role="contentinfo"]',
      ),
    ]);
    regions.push(...document.querySelectorAll<HTMLElement>('aside, section[aria-label]'));
    const found = new Set<string>();
    for (const region of regions) {
      const walker = document.createTreeWalker(region, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        const text = walker.currentNode.textContent?.trim() ?? '';
        if (!element || text === '' || !element.checkVisibility()) continue;
        if (element.closest('[data-node], [role="application"], .visually-hidden, pre')) continue;
        // A kind's name in code, after its Chinese name in the palette, may end early.
        if (element.closest('[data-region="palette"]') && /^[A-Z]\w+$/.test(text)) continue;
        const style = getComputedStyle(element);
        const cuts = style.overflowX !== 'visible' && element.clientWidth > 1;
        if (cuts && element.scrollWidth > element.clientWidth + 1) found.add(text);
      }
    }
    return [...found];
  });
}

for (const studioLanguage of ['en', 'zh-CN'] as const) {
  for (const width of [1280, 1600]) {
    test.describe(`${studioLanguage}, ${width} wide`, () => {
      test.use({ studioLanguage, viewport: { width, height: 900 } });

      test('no word is cut in bars, dock and inspector', async ({ studio }) => {
        const { words } = studio;
        await expect(studio.page.getByRole('button', { name: 'WASM' })).toBeVisible();
        expect(await cutWords(studio), 'document').toEqual([]);
        await studio.select('conv2');
        for (const tab of [
          words.trainingTab,
          words.problemsTab,
          words.evaluateTab,
          words.tryTab,
          words.dockDataTab,
        ]) {
          await studio.openDock(tab);
          expect(await cutWords(studio), tab).toEqual([]);
        }
        for (const tab of [words.outlineTab, words.dataTab]) {
          await studio.palette.getByRole('tab', { name: tab, exact: true }).click();
          expect(await cutWords(studio), tab).toEqual([]);
        }
      });
    });
  }
}

test.describe('reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing moves while the studio trains', async ({ studio }) => {
    await studio.train();
    await studio.expectRun(studio.words.trainingNow, 60_000);
    const moving = await studio.page.evaluate(() =>
      document
        .getAnimations()
        .filter((animation) => animation.playState === 'running')
        .flatMap((animation) => {
          const effect = animation.effect;
          if (!(effect instanceof KeyframeEffect)) return [];
          const timing = effect.getTiming();
          const lasts = Number(timing.duration) > 80 || timing.iterations === Infinity;
          return lasts ? [effect.target?.className ?? ''] : [];
        }),
    );
    expect(moving).toEqual([]);
  });
});
