// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { imported, tree } from '../../../src/runtime/files/testing/trees';
import { renderStudio } from '../testing/studio';
import { ImportContent } from './ImportContent';

const rows = Array.from(
  { length: 12 },
  (_, i) => `2020-01-${i + 10},${i + 0.5},${i % 2 ? 'a' : 'b'}`,
);
const table = (...broken: readonly string[]): string =>
  ['day,x,y', ...rows, ...broken, ...rows].join('\n');

describe('the import dialog in Chinese', () => {
  it('names what was left out of a table', async () => {
    const text = table('2020-02-01,much,a', '2020-02-02,1', '2020-02-03,1,a,2,3');
    const { description, problems } = await imported(tree('table.csv', { 'table.csv': text }));
    const list = problems.list;
    const done = { phase: 'done', name: 'table.csv', description, storedBytes: 0 } as const;
    await renderStudio(<ImportContent state={{ ...done, problems: list, count: list.length }} />, {
      language: 'zh-CN',
    });
    const lines = screen.getAllByRole('listitem').map((item) => item.textContent);
    expect(lines).toEqual([
      'table.csv 第 15 行 这一行有 2 个单元格，表头有 3 个；缺少的已当作缺失值。',
      'table.csv 第 16 行 这一行有 5 个单元格，表头有 3 个；多余的已略过。',
      'table.csv 第 14 行 x 是“much”，应为数字；已当作缺失值。',
      'table.csv 第 15 行 y 为空；这一行已略过。',
    ]);
  });

  it('says why nothing could be read', async () => {
    const failure = await imported(tree('broken.zip', { 'broken.zip': 'PK' })).then(
      () => '',
      (error: unknown) => (error as Error).message, // readers throw nothing else
    );
    await renderStudio(
      <ImportContent
        state={{ phase: 'failed', name: 'broken.zip', reason: 'files', message: failure }}
      />,
      { language: 'zh-CN' },
    );
    expect(screen.getByText('broken.zip 不是完整的 zip 压缩包：缺少文件列表。')).toBeDefined();
  });
});
