/** The studio's window: its regions, documents and keys. What a person does inside them is in `studio.ts`. */
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { type Language, type Words, words } from './words';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export class StudioWindow {
  readonly words: Words;
  /** The mouse is put away: fields are reached by Tab. */
  byKeys = false;

  constructor(
    readonly page: Page,
    readonly language: Language = 'en',
  ) {
    this.words = words[language];
  }

  /** Opens the page as a first visitor and waits until it can be used. */
  async open(): Promise<void> {
    await this.page.goto('/');
    await expect(this.trainButton).toBeVisible({ timeout: 60_000 });
  }

  get palette(): Locator {
    return this.page.getByRole('complementary', { name: this.words.palette });
  }
  get canvas(): Locator {
    return this.page.getByRole('application', { name: this.words.canvas });
  }
  get inspector(): Locator {
    return this.page.getByRole('complementary', { name: this.words.inspector });
  }
  get dock(): Locator {
    return this.page.getByRole('region', { name: this.words.dock, exact: true }).first();
  }
  get topBar(): Locator {
    return this.page.getByRole('banner');
  }
  get statusBar(): Locator {
    return this.page.getByRole('contentinfo');
  }
  /** The row over the charts that says where the run stands. */
  get run(): Locator {
    return this.page.getByRole('region', { name: this.words.run, exact: true });
  }
  get trainButton(): Locator {
    return this.topBar.getByRole('button', { name: this.words.train, exact: true });
  }

  // ---- documents -------------------------------------------------------------------------------------------------

  async openGallery(): Promise<void> {
    await this.palette.getByRole('button', { name: this.words.templates }).click();
  }

  async startEmpty(): Promise<void> {
    await this.openGallery();
    await this.page.getByRole('button', { name: this.words.emptyCanvas }).click();
    await expect(this.palette).toBeVisible();
  }

  /** Opens a file that the person picks in the browser's dialog. */
  async openFile(name: string, content: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.keyboard.press('Control+o');
    await (await chooser).setFiles({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(content),
    });
  }

  /** Saves by keys; the text that the browser downloads, and its name. */
  async save(): Promise<{ readonly name: string; readonly text: string }> {
    const download = this.page.waitForEvent('download');
    await this.page.keyboard.press('Control+s');
    const file = await download;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  }

  /** Chooses an item of one of the bar's menus. */
  async pick(menu: string, item: string): Promise<void> {
    await this.topBar.getByRole('button', { name: menu, exact: true }).click();
    await this.page.getByRole('menu').getByText(item, { exact: true }).click();
  }

  /** Opens a template by its card; the keyboard does not mind pictures that are still being drawn. */
  async openTemplate(name: string): Promise<void> {
    await this.openGallery();
    await this.page
      .getByRole('main')
      .getByRole('button', { name: new RegExp(`^${name}, `) })
      .press('Enter');
    await expect(this.trainButton).toBeVisible();
  }

  // ---- keys ------------------------------------------------------------------------------------------------------

  async keys(...chords: readonly string[]): Promise<void> {
    for (const chord of chords) await this.page.keyboard.press(chord);
  }

  /** `/`, a name, Enter: the layer goes behind the selected one. */
  async findAndInsert(kind: string): Promise<void> {
    await this.page.keyboard.press('/');
    await expect(this.palette.getByRole('searchbox', { name: this.words.findLayer })).toBeFocused();
    await this.page.keyboard.type(kind);
    await this.page.keyboard.press('Enter');
  }

  /** F6 until the focus is in a region. */
  async toRegion(region: Locator): Promise<void> {
    await expect
      .poll(async () => {
        if (await hasFocus(region)) return true;
        await this.page.keyboard.press('F6');
        return hasFocus(region);
      })
      .toBe(true);
  }

  /** Tab until a field has the focus, then nothing but its keys. */
  protected async tabTo(field: Locator): Promise<void> {
    for (let presses = 0; presses < 150; presses++) {
      if (await hasFocus(field)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${field}.`);
  }
}

export function hasFocus(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => element.contains(element.ownerDocument.activeElement));
}

export async function boxOf(locator: Locator) {
  await expect(locator).toHaveCount(1);
  const box = await locator.boundingBox();
  if (!box) throw new Error('What should be on the screen has no place there.');
  return box;
}

export async function centreOf(locator: Locator): Promise<Point> {
  const box = await boxOf(locator);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
