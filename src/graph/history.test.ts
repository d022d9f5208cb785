import { describe, expect, it } from 'vitest';
import type { Document } from './document';
import {
  commit,
  createHistory,
  endMerge,
  type History,
  type How,
  merge,
  record,
  redo,
  redoLabel,
  silent,
  undo,
  undoLabel,
} from './history';

const named = (name: string): Document => ({ format: 'netloom', version: 1, name, networks: {} });

/** A history after edits that name the document, in the order given. */
function after(...edits: readonly (readonly [name: string, how: How])[]): History {
  return edits.reduce((h, [name, how]) => record(h, named(name), how), createHistory(named('0')));
}

const names = (history: History) => history.past.map((step) => step.document.name);

describe('history', () => {
  it('makes a step of each commit and says what undo and redo would do', () => {
    const history = after(['1', commit('move')], ['2', commit('delete')]);
    expect([undoLabel(history), redoLabel(history)]).toEqual(['delete', undefined]);
    const back = undo(history);
    expect(back.document.name).toBe('1');
    expect([undoLabel(back), redoLabel(back)]).toEqual(['move', 'delete']);
    expect(redo(back).document).toBe(history.document);
  });

  it('collapses one drag into one undo step', () => {
    const drag = merge('drag a', 'move');
    const history = after(['1', commit('add')], ['2', drag], ['3', drag], ['4', drag]);
    expect(names(history)).toEqual(['0', '1']);
    expect(undo(history).document.name).toBe('1');
    expect(redo(undo(history)).document.name).toBe('4');
  });

  it('begins a new step with another key, a commit between, the end of the gesture or an undo', () => {
    const [a, b] = [merge('a', 'move'), merge('b', 'move')];
    expect(names(after(['1', a], ['2', b], ['3', a]))).toEqual(['0', '1', '2']);
    expect(names(after(['1', a], ['2', commit('x')], ['3', a]))).toEqual(['0', '1', '2']);
    expect(names(record(endMerge(after(['1', a])), named('2'), a))).toEqual(['0', '1']);
    expect(names(record(undo(after(['1', commit('x')], ['2', a])), named('3'), a))).toEqual([
      '0',
      '1',
    ]);
  });

  it('never makes a step of a silent edit, nor ends a gesture by it', () => {
    const drag = merge('a', 'move');
    expect(names(after(['1', silent]))).toEqual([]);
    expect(names(after(['1', drag], ['2', silent], ['3', drag]))).toEqual(['0']);
  });

  it('forgets what was undone as soon as something else is done', () => {
    const history = record(undo(after(['1', commit('x')])), named('2'), commit('y'));
    expect(redo(history).document.name).toBe('2');
    expect(redoLabel(history)).toBeUndefined();
  });

  it('stays the same object when nothing changes', () => {
    const history = after(['1', commit('x')]);
    expect(record(history, history.document, commit('y'))).toBe(history);
    expect(redo(history)).toBe(history);
    expect(undo(undo(history)).document.name).toBe('0');
  });

  it('keeps the last five hundred steps', () => {
    const steps = Array.from({ length: 600 }, (_, i) => [`${i + 1}`, commit('x')] as const);
    const history = after(...steps);
    expect(history.past.length).toBe(500);
    expect(history.past[0]!.document.name).toBe('100');
  });
});
