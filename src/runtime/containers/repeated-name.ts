/** `JSON.parse` keeps the last of several values under one name and says nothing; this finds the name. */

/** The first name that an object of this text has twice; `undefined` where none has. The text must be JSON. */
export function repeatedName(json: string): string | undefined {
  const objects: Set<string>[] = [];
  const colon = /\s*:/y;
  for (let at = 0; at < json.length; at++) {
    if (json[at] === '{') objects.push(new Set());
    else if (json[at] === '}') objects.pop();
    else if (json[at] === '"') {
      const end = endOfString(json, at);
      const text = json.slice(at, end);
      at = end - 1;
      colon.lastIndex = end;
      const names = objects.at(-1);
      if (!names || !colon.test(json)) continue;
      const name = JSON.parse(text) as string; // a string of JSON in quotes
      if (names.has(name)) return name;
      names.add(name);
    }
  }
  return undefined;
}

/** Just behind the closing quote, before which stands an even number of backslashes. */
function endOfString(json: string, start: number): number {
  let quote = start;
  let before: number;
  do {
    quote = json.indexOf('"', quote + 1);
    before = quote;
    while (json[before - 1] === '\\') before--;
  } while ((quote - before) % 2 === 1);
  return quote + 1;
}
