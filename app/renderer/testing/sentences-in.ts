/** The sentences that source files hold, for tests that hold a table of them to be whole. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/**
 * Every sentence that a file makes: its plain and template literals that end like a sentence, one for each way that
 * its conditions can go, with a mark where a value stands. Documentation and what is only a part of another sentence
 * are none.
 */
export function sentencesIn(path: string): readonly string[] {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const constants = constantsOf(file);
  const parts = new Set<ts.Node>();
  const found = new Map<ts.Node, readonly string[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && documents.has(node.name.getText())) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || isSum(node)) {
      found.set(node, waysOf(node, constants, parts));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  const isPart = (node: ts.Node): boolean =>
    parts.has(node) || (node.parent !== undefined && isPart(node.parent));
  return [...found]
    .filter(([node]) => !isPart(node))
    .flatMap(([, ways]) => ways)
    .map((text) => text.trim())
    .filter((text) => / .*\.$/.test(text));
}

/** The words, parts of sentences, that a file hands to these functions or puts under these names. */
export function wordsIn(path: string, names: RegExp): readonly string[] {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const constants = constantsOf(file);
  const nameOf = (node: ts.Node): string => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) return node.expression.getText();
    return ts.isPropertyAssignment(node) ? node.name.getText() : '';
  };
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
    if (isText && names.test(nameOf(node.parent))) {
      words.push(...waysOf(node, constants, new Set()));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return words;
}

const documents = new Set(['doc', 'params', 'citation']);
/** Stands where a value does. */
const mark = (text: string): string => `⟦${text.replace(/[^\w.]/g, '')}⟧`;

/** What `FileProblems` says of its first problem: nothing, or a sentence about a file and, of a table, a row. */
const firstProblems = [
  '',
  '⟦file⟧: The file is empty; it was left out.',
  '⟦file⟧, row ⟦row⟧: The line is not a JSON object; it was left out.',
];

type Constants = ReadonlyMap<string, readonly ts.VariableDeclaration[]>;

function constantsOf(file: ts.SourceFile): Constants {
  const constants = new Map<string, ts.VariableDeclaration[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) {
      constants.set(node.name.text, [...(constants.get(node.name.text) ?? []), node]);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return constants;
}

/** The texts that an expression can give; the constants that it takes up become `parts` of it. */
function waysOf(node: ts.Expression, constants: Constants, parts: Set<ts.Node>): readonly string[] {
  const ways = (inner: ts.Expression) => waysOf(inner, constants, parts);
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return ways(node.expression);
  if (ts.isConditionalExpression(node)) return [...ways(node.whenTrue), ...ways(node.whenFalse)];
  if (ts.isTemplateExpression(node)) {
    for (const span of node.templateSpans) parts.add(span);
    return node.templateSpans.reduce<readonly string[]>(
      (texts, { expression, literal }) =>
        texts.flatMap((text) => ways(expression).map((way) => `${text}${way}${literal.text}`)),
      [node.head.text],
    );
  }
  if (isSum(node)) {
    parts.add(node.left).add(node.right);
    return ways(node.left).flatMap((left) => ways(node.right).map((right) => `${left}${right}`));
  }
  const text = node.getText();
  if (/(^|\.)problems\.first$/.test(text)) return firstProblems;
  const known = ts.isIdentifier(node) ? declared(node, constants) : undefined;
  if (!known?.initializer || !holdsText(known.initializer)) return [mark(text)];
  parts.add(known);
  return ways(known.initializer);
}

const isSum = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;

/** The constant of this name in the same block or one around it. */
function declared(node: ts.Identifier, constants: Constants): ts.VariableDeclaration | undefined {
  const around = new Set<ts.Node>();
  for (let at: ts.Node | undefined = node; at; at = at.parent) around.add(at);
  return constants.get(node.text)?.find((each) => around.has(each.parent.parent.parent));
}

function holdsText(node: ts.Expression): boolean {
  if (ts.isConditionalExpression(node))
    return holdsText(node.whenTrue) || holdsText(node.whenFalse);
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}
