/**
 * The studio as a person uses it: what journeys do and expect, in their words. Everything is found by role and label,
 * so that a journey breaks when somebody who cannot see the screen would be lost too.
 */
import { test as base, expect, type Locator } from '@playwright/test';
import { boxOf, centreOf, type Point, StudioWindow } from './window';
import type { Language } from './words';

export { expect } from '@playwright/test';

export class Studio extends StudioWindow {
  // ---- nodes and edges -------------------------------------------------------------------------------------------

  /** A card by its id (or label); what it says follows: kind, id, output, parameters, problems. */
  card(id: string): Locator {
    return this.canvas.getByRole('group', { name: new RegExp(`^[^,，]+[,，] ?${id}[,，]`) });
  }

  kindName(kind: string): string {
    return this.words.kinds[kind] ?? kind;
  }

  /** A row of the palette, found by typing its name. */
  private async paletteRow(kind: string): Promise<Locator> {
    await this.palette.getByRole('tab', { name: this.words.layersTab, exact: true }).click();
    await this.palette.getByRole('searchbox', { name: this.words.findLayer }).fill(kind);
    const name = new RegExp(`^${this.kindName(kind)}( |$)`);
    return this.palette.getByRole('listitem').getByRole('button', { name }).first();
  }

  /** Drags a layer from the palette to a point of the canvas, given from its top left corner. */
  async drop(kind: string, at: Point): Promise<void> {
    const row = await this.paletteRow(kind);
    const cards = this.canvas.getByRole('group');
    const before = await cards.count();
    await row.dragTo(this.canvas, { targetPosition: at });
    await expect(cards).toHaveCount(before + 1);
  }

  outputOf(id: string): Locator {
    return this.canvas.getByRole('button', { name: this.words.outputOf(id), exact: true });
  }

  inputOf(id: string): Locator {
    return this.canvas.getByRole('button', { name: this.words.inputOf(id), exact: true });
  }

  edge(source: string, target: string): Locator {
    return this.canvas.getByLabel(this.words.edge(source, target));
  }

  /** Moves a card by its header. */
  async drag(id: string, by: Point): Promise<void> {
    const box = await boxOf(this.card(id));
    const { mouse } = this.page;
    await mouse.move(box.x + 70, box.y + 14);
    await mouse.down();
    await mouse.move(box.x + 70 + by.x, box.y + 14 + by.y, { steps: 5 });
    await mouse.up();
  }

  /** Draws an edge from a node's output to a node's input with the mouse, and leaves the button down for `look`. */
  async draw(source: Locator, target: Locator, look?: () => Promise<void>): Promise<void> {
    const from = await centreOf(source);
    const to = await centreOf(target);
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await mouse.move(to.x, to.y, { steps: 4 });
    await look?.();
    await mouse.up();
  }

  async connect(source: string, target: string): Promise<void> {
    await this.draw(this.outputOf(source), this.inputOf(target));
    await expect(this.edge(source, target)).toHaveCount(1);
  }

  async select(id: string): Promise<void> {
    await this.card(id).click({ position: { x: 60, y: 14 } });
    await expect(
      this.inspector.getByRole('button', { name: new RegExp(` ?${id}$`) }),
    ).toBeVisible();
  }

  async renameSelected(to: string, from: string): Promise<void> {
    await this.select(from);
    await this.inspector
      .getByRole('button', { name: new RegExp(`^${this.words.rename} `) })
      .click();
    const field = this.inspector.getByRole('textbox', { name: this.words.nodeId });
    await field.fill(to);
    await field.press('Enter');
    await expect(this.card(to)).toBeVisible();
  }

  // ---- the inspector ---------------------------------------------------------------------------------------------

  /** Types into a field of the inspector. */
  async setNumber(label: string, value: number | string): Promise<void> {
    const field = this.inspector.getByRole('spinbutton', { name: label, exact: true }).first();
    await this.type(field, String(value));
    await expect(field).toHaveValue(String(value));
  }

  async setText(label: string, value: string): Promise<void> {
    await this.type(this.inspector.getByRole('textbox', { name: label, exact: true }), value);
  }

  async choose(label: string, value: string): Promise<void> {
    const field = this.inspector.getByRole('combobox', { name: label, exact: true });
    if (this.byKeys) {
      await this.tabTo(field);
      await this.page.keyboard.type(value);
    } else {
      await field.selectOption(value);
    }
    await expect(field).toHaveValue(value);
  }

  private async type(field: Locator, value: string): Promise<void> {
    if (this.byKeys) await this.tabTo(field);
    else await field.click();
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.type(value);
    await this.page.keyboard.press('Enter');
  }

  // ---- data and training of the document -------------------------------------------------------------------------

  /** Chooses the digits as data, the two thousand that load at once. */
  async chooseDigits(): Promise<void> {
    await this.palette.getByRole('tab', { name: this.words.dataTab, exact: true }).click();
    await this.palette
      .getByRole('combobox', { name: this.words.dataset })
      .selectOption({ label: this.words.digits });
    await this.chooseSubset('small');
  }

  async chooseSubset(subset: 'small' | 'all'): Promise<void> {
    await this.palette.getByRole('tab', { name: this.words.dataTab, exact: true }).click();
    const choice = this.palette
      .getByRole('radiogroup', { name: this.words.subset })
      .getByRole('radio', { name: subset, exact: true });
    await choice.click();
    await expect(choice).toBeChecked();
  }

  async nameDocument(name: string): Promise<void> {
    await this.selectNothing();
    await this.setText(this.words.documentName, name);
    await expect(this.topBar.getByRole('button', { name })).toBeVisible();
  }

  /** With nothing selected the inspector is about the document and its training. */
  async selectNothing(): Promise<void> {
    const name = this.inspector.getByRole('textbox', { name: this.words.documentName });
    await expect
      .poll(async () => {
        if (await name.isVisible()) return true;
        // A preview ends first, then the selection.
        await this.canvas.press('Escape');
        return name.isVisible();
      })
      .toBe(true);
  }

  async describeTraining({ epochs }: { readonly epochs: number }): Promise<void> {
    await this.selectNothing();
    const metric = this.inspector.getByRole('checkbox', {
      name: this.words.accuracyMetric,
      exact: true,
    });
    if (!(await metric.isVisible())) {
      await this.inspector.getByRole('button', { name: this.words.addPhase }).click();
    }
    if ((await metric.getAttribute('aria-checked')) === 'false') await metric.click();
    await this.setNumber(this.words.epochs, epochs);
  }

  // ---- history ---------------------------------------------------------------------------------------------------

  private history(name: string): Locator {
    return this.topBar.getByRole('button', { name: new RegExp(`^${name}`) });
  }

  async canUndo(): Promise<boolean> {
    return this.history(this.words.undo).isEnabled();
  }

  async undo(): Promise<void> {
    await this.history(this.words.undo).click();
  }

  async canRedo(): Promise<boolean> {
    return this.history(this.words.redo).isEnabled();
  }

  async redo(): Promise<void> {
    await this.history(this.words.redo).click();
  }

  // ---- problems --------------------------------------------------------------------------------------------------

  async expectNoProblems(): Promise<void> {
    const badge = this.topBar.getByRole('button', { name: this.words.noProblems });
    await expect(badge).toBeVisible();
  }

  /** The text of the Code tab is the document as it would be saved. */
  async documentText(): Promise<string> {
    await this.openDock(this.words.codeTab);
    await this.dock.getByRole('radio', { name: this.words.documentAsSaved }).click();
    const code = this.dock.getByRole('region', { name: this.words.savedDocument });
    return (await code.textContent()) ?? '';
  }

  // ---- training --------------------------------------------------------------------------------------------------

  async openDock(tab: string): Promise<void> {
    const button = this.dock.getByRole('tab', { name: new RegExp(`^${tab}`) });
    await button.click();
    await expect(button).toHaveAttribute('aria-selected', 'true');
  }

  /** Starts a run that lasts at least as long as one look at it. */
  async train(): Promise<void> {
    await this.trainButton.click();
    await expect(this.topBar.getByRole('button', { name: this.words.stop })).toBeVisible();
  }

  async press(name: string): Promise<void> {
    await this.topBar.getByRole('button', { name, exact: true }).click();
  }

  async expectRun(state: string, timeout = 30_000): Promise<void> {
    await expect(this.run.getByText(state, { exact: true }).first()).toBeVisible({ timeout });
  }

  /** `step 512 of 844` of the run row, counted over the whole run as `[epoch, step]`. */
  async progress(): Promise<readonly [number, number]> {
    const text = (await this.run.textContent()) ?? '';
    const numbers = (text.match(/\d[\d,]*/g) ?? []).map((part) => Number(part.replaceAll(',', '')));
    return [numbers[0] ?? 0, numbers[2] ?? 0];
  }

  /** The value that a curve has now, from its legend: a fraction for percentages. `NaN` before the first. */
  async curve(chart: string, name: string): Promise<number> {
    const key = this.dock
      .getByRole('figure', { name: chart, exact: true })
      .getByRole('button', { name: new RegExp(`^${name}`) });
    if ((await key.count()) === 0) return Number.NaN;
    const text = (await key.first().textContent()) ?? '';
    const value = Number.parseFloat(text.slice(name.length).replaceAll(',', ''));
    return text.includes('%') ? value / 100 : value;
  }

  async expectCurve(
    chart: string,
    name: string,
    holds: (value: number) => boolean,
    timeout = 120_000,
  ): Promise<void> {
    await expect
      .poll(async () => holds(await this.curve(chart, name)), { timeout, intervals: [250] })
      .toBe(true);
  }
}

/** A studio that is open on its first run, with a page that must not report errors of its own. */
export const test = base.extend<{ studio: Studio; studioLanguage: Language }>({
  studioLanguage: ['en', { option: true }],
  locale: async ({ studioLanguage }, use) => use(studioLanguage === 'en' ? 'en-GB' : 'zh-CN'),
  studio: async ({ page, studioLanguage }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    const studio = new Studio(page, studioLanguage);
    await studio.open();
    await use(studio);
    expect(errors, 'errors that nothing caught').toEqual([]);
  },
});
