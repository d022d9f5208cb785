// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { en, zh } from '../i18n/gallery-templates';
import { loadTemplates, templateIds } from '../persistence/templates';
import { viewStore } from '../stores/view';
import { renderStudio } from '../testing/studio';
import { Gallery } from './Gallery';
import { families, familyOf } from './template-facts';

const cards = () => screen.getByRole('list', { name: 'Templates' });
const find = () => screen.getByRole('searchbox', { name: 'Find a template' });

/** Replaces what stands in the search field, as pasting does. */
async function search(user: UserEvent, text: string): Promise<void> {
  await user.clear(find());
  await user.click(find());
  await user.paste(text);
}

describe('the words of templates', () => {
  it('are there for every file, in both languages, and the English ones are its own', async () => {
    const templates = await loadTemplates();
    expect(templates.map(({ id }) => id)).toEqual(templateIds);
    const own = Object.fromEntries(
      templates.flatMap(({ id, document }) => [
        [`name-${id}`, document.name],
        [`text-${id}`, document.about?.description],
      ]),
    );
    expect(en).toEqual(own);
    expect(Object.keys(zh).sort()).toEqual(Object.keys(own).sort());
  });
});

describe('the gallery', () => {
  it('names a family for every template, and a template for every family', async () => {
    const templates = await loadTemplates();
    const used = templates.map(({ document }) => familyOf(document));
    expect([...new Set(used)].sort()).toEqual([...families].sort());
  });

  it('shows every template with its family and the number of its parameters', async () => {
    await renderStudio(<Gallery />);
    const card = await screen.findByRole('button', { name: /^ResNet-50, Architectures\. / });
    expect(within(card).getByTitle('parameters').textContent).toBe(' 25,636,712');
    expect(within(card).getByTitle('multiply-adds of one sample').textContent).toBe(' 3.86 G');
    expect(within(cards()).getAllByRole('listitem')).toHaveLength(templateIds.length);
  });

  it('finds templates by words of their text, paper or layers, and by family', async () => {
    const { user } = await renderStudio(<Gallery />);
    await screen.findByRole('button', { name: /^ResNet-50, / });
    await search(user, 'Sandler');
    expect(within(cards()).getAllByRole('listitem')).toHaveLength(1);
    expect(screen.getByRole('button', { name: /^MobileNetV2, / })).toBeTruthy();
    await search(user, 'separableconv2d');
    expect(screen.getByRole('button', { name: /^Xception, / })).toBeTruthy();
    await user.clear(find());
    await user.click(screen.getByRole('button', { name: /^Memory/ }));
    expect(screen.queryByRole('button', { name: /^Xception, / })).toBeNull();
    expect(screen.getByRole('button', { name: /^Boltzmann machine, / })).toBeTruthy();
  });

  it('opens a template under its name in the language of the studio, with its blocks closed', async () => {
    viewStore.getState().set({ opened: ['main\nblock1'] });
    const { user, document } = await renderStudio(<Gallery />, { language: 'zh-CN' });
    const name = zh['name-resnet8-digits'];
    await user.click(
      await screen.findByRole('button', { name: (label) => label.startsWith(name) }),
    );
    expect(document().name).toBe(name);
    expect(viewStore.getState().opened).toEqual([]);
  });

  it('says so when nothing matches, and shows all again', async () => {
    const { user } = await renderStudio(<Gallery />);
    await screen.findByRole('button', { name: /^ResNet-50, / });
    await search(user, 'no such thing');
    expect(screen.getByText('No template matches “no such thing”.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show all templates' }));
    expect(within(cards()).getAllByRole('listitem')).toHaveLength(templateIds.length);
  });
});
