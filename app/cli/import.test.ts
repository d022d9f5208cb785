/** `netloom import`, from outside: what another runtime made comes in, and proves itself against that runtime. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { file, folder, netloom } from './testing/process';

const within = (name: string): string => path.join(folder, name);
const read = (name: string): string => readFileSync(name, 'utf8');

describe('netloom import', () => {
  it('brings back what was exported: the same document, the same weights, the same answers', async () => {
    const [out, back] = [within('tfjs'), within('back')];
    await netloom(['export', 'lenet-digits', '--to', 'tfjs', '--out', out]);
    const result = await netloom(['import', path.join(out, 'model.json'), '--out', back, '--json']);
    const { document, passport, placeholders } = JSON.parse(result.out);
    expect(result.code).toBe(0);
    expect(placeholders).toEqual([]);
    expect(passport).toMatchObject({ runtime: 'tfjs 4.22.0', samples: 16, passed: true });
    expect(passport.maxDifference).toBeLessThan(1e-4);
    expect(read(document)).toBe(
      read(path.resolve(import.meta.dirname, '../../templates/lenet-digits.json')),
    );
  });

  it('makes a folder of an ONNX file that can be exported again', async () => {
    const [out, back, again] = [within('onnx'), within('onnx-back'), within('onnx-again')];
    await netloom(['export', 'mlp-iris', '--to', 'onnx', '--out', out]);
    const imported = await netloom([
      'import',
      path.join(out, 'model.onnx'),
      '--out',
      back,
      '--json',
    ]);
    expect(JSON.parse(imported.out).passport).toMatchObject({
      runtime: expect.stringContaining('onnxruntime'),
      passed: true,
    });
    const exported = await netloom(['export', back, '--to', 'tfjs', '--out', again, '--json']);
    expect(exported.code).toBe(0);
    expect(JSON.parse(exported.out).passport).toMatchObject({ passed: true });
  });

  it('reads source without running it, and says which lines it cannot read', async () => {
    const [out, back] = [within('source'), within('source-back')];
    await netloom(['export', 'mlp-iris', '--to', 'typescript', '--out', out]);
    const args = ['--out', back, '--json'];
    const ours = await netloom(['import', path.join(out, 'model.ts'), ...args]);
    expect(ours.code).toBe(0);
    expect(JSON.parse(ours.out)).toMatchObject({ placeholders: [], notes: [] });
    const source = file('net.py', 'import keras\nx = keras.Input((4,))\ny = keras.layers.Dense(\n');
    const broken = await netloom(['import', source, '--out', within('no'), '--json']);
    expect(broken).toMatchObject({ code: 2, out: '' });
    expect(broken.err).toContain('net.py, line 3: The text ends in the middle of this.');
  });

  it('takes nothing that is no model: one line, exit code 2, no folder touched', async () => {
    const garbage = file('garbage.onnx', 'not a model at all');
    const { code, out, err } = await netloom([
      'import',
      garbage,
      '--out',
      within('none'),
      '--json',
    ]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain('ONNX');
  });
});
