/** Takes the texts, and the code that says them, apart for the tests. */

/** Every text by its full name, plural forms each by their own. */
export function textsOf(tree: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, node] of Object.entries(tree) as [string, unknown][]) {
    if (typeof node === 'string') found.set(`${path}${name}`, node);
    else if (typeof node === 'object' && node !== null) {
      for (const [key, text] of textsOf(node, `${path}${name}.`)) found.set(key, text);
    }
  }
  return found;
}

const FORM = /_(zero|one|two|few|many|other)$/;

/** The names that code uses: a text with plural forms has one. */
export function keysOf(texts: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...texts.keys()].map((name) => name.replace(FORM, '')))];
}

/** The plural forms of each text that has any. */
export function formsOf(texts: ReadonlyMap<string, string>): Map<string, Set<string>> {
  const forms = new Map<string, Set<string>>();
  for (const name of texts.keys()) {
    const form = FORM.exec(name)?.[1];
    if (form === undefined) continue;
    const key = name.replace(FORM, '');
    forms.set(key, (forms.get(key) ?? new Set()).add(form));
  }
  return forms;
}

/** Names of a text's places, sorted. */
export function placesOf(text: string): readonly string[] {
  const places = [...text.matchAll(/\{\{\s*([\w]+)[^}]*\}\}/g)].map((found) => found[1]!);
  return [...new Set(places)].sort();
}

export interface Call {
  readonly key: string;
  /** Names of the values that are handed over. */
  readonly values: readonly string[];
}

/** The calls `t('name', { ... })` whose name is spelled out. */
export function callsIn(code: string): readonly Call[] {
  return [...code.matchAll(/\bt\(\s*'([\w.-]+)'\s*(,?)/g)].flatMap((found) => {
    if (found[2] === '') return [{ key: found[1]!, values: [] }];
    const rest = code.slice(found.index + found[0].length);
    const object = /^\s*\{/.exec(rest);
    // The values come from a variable: nothing can be read off here.
    return object === null
      ? []
      : [{ key: found[1]!, values: namesIn(rest.slice(object[0].length)) }];
  });
}

/** Names of an object literal whose opening brace has been read. */
function namesIn(text: string): readonly string[] {
  const names: string[] = [];
  let depth = 0;
  let part = '';
  for (const sign of text) {
    const closes = depth === 0 && sign === '}';
    if (closes || (depth === 0 && sign === ',')) {
      const name = /^\s*(\w+)\s*(?::|$)/.exec(part)?.[1];
      if (name !== undefined) names.push(name);
      part = '';
      if (closes) break;
      continue;
    }
    if ('([{'.includes(sign)) depth += 1;
    if (')]}'.includes(sign)) depth -= 1;
    part += sign;
  }
  return names;
}
