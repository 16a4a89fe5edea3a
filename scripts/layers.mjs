/**
 * Which part of the program may import which: the one place where this is written. The lint rule in
 * layers-rule.mjs reads it.
 *
 * @typedef {object} Layer
 * @property {string} name
 * @property {string} files files of the layer: a path, or the start of one where it ends in a slash
 * @property {readonly string[]} [types] layers of which types alone may be imported
 * @property {readonly string[]} imports layers that may be imported; a layer may always import itself
 * @property {readonly string[] | 'any'} packages packages from npm; `electron` is one of them and
 *   never part of `any`
 * @property {boolean | readonly string[]} node whether Node's built-in modules may be imported, or which
 */

/** @type {readonly Layer[]} a file belongs to the first layer that fits */
export const LAYERS = [
  {
    name: 'contract',
    files: 'main/contract/',
    imports: [],
    packages: ['valibot'],
    node: false,
  },
  {
    // The interface's words. Only the main process and the windows load them.
    name: 'locales',
    files: 'locales/',
    imports: [],
    types: ['contract'],
    packages: ['i18next'],
    node: false,
  },
  {
    // Bytes in, incidents out. No file, no clock, no Electron: it runs anywhere the same.
    name: 'engine',
    files: 'main/engine/',
    imports: ['contract'],
    types: ['catalogue'],
    packages: ['re2js'],
    // Functions of bytes, without a file or a clock.
    node: ['node:buffer'],
  },
  {
    // Finds entries by words; the index comes from catalogue/build.ts.
    name: 'search',
    files: 'main/search/',
    imports: ['contract', 'engine'],
    packages: ['minisearch'],
    node: false,
  },
  {
    name: 'watch',
    files: 'main/watch/',
    imports: ['contract', 'engine'],
    packages: ['chokidar', 'valibot'],
    node: true,
  },
  {
    name: 'history',
    files: 'main/history/',
    imports: ['contract', 'engine', 'report'],
    packages: ['libsql', 'valibot'],
    node: true,
  },
  {
    // Pure: analyses in, documents out.
    name: 'report',
    files: 'main/report/',
    imports: ['contract'],
    packages: [],
    node: false,
  },
  {
    // Reads many logs at once, in threads.
    name: 'analyse',
    files: 'main/analyse/',
    imports: ['contract', 'engine', 'bundle', 'watch', 'report'],
    packages: [],
    node: true,
  },
  {
    name: 'doctor',
    files: 'main/doctor/',
    imports: ['contract', 'watch'],
    packages: ['valibot'],
    node: true,
  },
  {
    name: 'cli',
    files: 'main/cli/',
    imports: [
      'contract',
      'engine',
      'search',
      'bundle',
      'watch',
      'history',
      'doctor',
      'report',
      'analyse',
      'manifest',
    ],
    packages: 'any',
    node: true,
  },
  {
    name: 'desktop',
    files: 'main/desktop/',
    imports: [
      'contract',
      'engine',
      'search',
      'bundle',
      'watch',
      'history',
      'doctor',
      'report',
      'analyse',
      'locales',
      'manifest',
    ],
    packages: ['electron', 'valibot', '@jellybrick/dbus-next'],
    node: true,
  },
  {
    name: 'index',
    files: 'main/index.ts',
    imports: [
      'contract',
      'engine',
      'search',
      'bundle',
      'watch',
      'history',
      'doctor',
      'report',
      'analyse',
      'desktop',
      'locales',
      'manifest',
    ],
    packages: ['electron'],
    node: true,
  },
  {
    name: 'preload',
    files: 'main/preload.ts',
    imports: ['contract'],
    packages: ['electron'],
    node: false,
  },
  {
    // What catalogue/build.ts made: data, no code.
    name: 'bundle',
    files: 'catalogue/generated/',
    imports: [],
    packages: [],
    node: false,
  },
  {
    // Search as one types: in the page, since a round trip to the main process costs a frame.
    name: 'finder',
    files: 'renderer/search/finder.ts',
    imports: ['contract', 'engine', 'search', 'bundle'],
    types: ['renderer'],
    packages: [],
    node: false,
  },
  {
    name: 'renderer',
    files: 'renderer/',
    imports: ['contract', 'bundle', 'finder', 'locales'],
    packages: ['svelte'],
    node: false,
  },
  {
    // Compiles and checks the entries; the checks run the engine over the samples.
    name: 'catalogue',
    files: 'catalogue/',
    imports: ['contract', 'engine', 'search'],
    packages: 'any',
    node: true,
  },
  {
    // It drives the built program; large logs are made as for the measurements.
    name: 'e2e',
    files: 'e2e/',
    imports: ['bench'],
    types: ['contract'],
    packages: 'any',
    node: true,
  },
  {
    name: 'bench',
    files: 'bench/',
    imports: [
      'contract',
      'engine',
      'search',
      'catalogue',
      'bundle',
      'watch',
      'history',
      'manifest',
    ],
    packages: 'any',
    node: true,
  },
  {
    name: 'scripts',
    files: 'scripts/',
    imports: [],
    packages: 'any',
    node: true,
  },
  {
    name: 'manifest',
    files: 'package.json',
    imports: [],
    packages: [],
    node: false,
  },
];

/**
 * @param {string} path relative to the project, with slashes
 * @returns {Layer | undefined}
 */
export function layerOf(path) {
  // A folder is imported by its bare name where it has an index.
  return LAYERS.find(({ files }) =>
    files.endsWith('/') ? `${path}/`.startsWith(files) : path === files,
  );
}

/** The layers that may import from `electron` although their packages are `any`. */
const ELECTRON_BESIDES = ['e2e', 'scripts'];

/**
 * Says why an import is not allowed.
 * @param {Layer} from
 * @param {string} source what is imported: a bare name, or a path relative to the project after `./`
 * @param {boolean} typesOnly
 * @returns {string | null} the reason; null where it is allowed
 */
export function reasonAgainst(from, source, typesOnly) {
  if (source.startsWith('./')) {
    const to = layerOf(source.slice(2));
    if (to === undefined) return `${source} belongs to no layer`;
    if (to === from || from.imports.includes(to.name)) return null;
    if (typesOnly && from.types?.includes(to.name)) return null;
    return `${from.name} may not import ${to.name}`;
  }
  if (source.startsWith('node:')) {
    const may = typeof from.node === 'boolean' ? from.node : from.node.includes(source);
    return may ? null : `${from.name} may not import from Node (${source})`;
  }
  const name = source.split('/', source.startsWith('@') ? 2 : 1).join('/');
  if (from.packages === 'any') {
    const electron = name === 'electron' && !ELECTRON_BESIDES.includes(from.name);
    return electron ? `${from.name} may not import electron` : null;
  }
  return from.packages.includes(name) ? null : `${from.name} may not import the package ${name}`;
}
