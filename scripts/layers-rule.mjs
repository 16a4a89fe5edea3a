import { builtinModules } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { layerOf, reasonAgainst } from './layers.mjs';
import { ROOT } from './setup/paths.mjs';

/** @param {string} path */
function fromRoot(path) {
  return relative(ROOT, path).replaceAll('\\', '/');
}

/**
 * The lint rule that keeps the layers apart: see layers.mjs.
 * @type {import('eslint').Rule.RuleModule}
 */
export const layersRule = {
  meta: {
    type: 'problem',
    docs: { description: 'allow imports only along the edges written in scripts/layers.mjs' },
    schema: [],
    messages: { forbidden: '{{reason}} (scripts/layers.mjs).' },
  },
  create(context) {
    const from = layerOf(fromRoot(context.filename));
    if (from === undefined) return {};
    /**
     * @param {import('estree').Node} node
     * @param {unknown} value the import's source
     * @param {boolean} typesOnly
     */
    function check(node, value, typesOnly) {
      if (from === undefined || typeof value !== 'string') return;
      const plain = value.replace(/\?.*$/, '');
      let source = plain;
      if (plain.startsWith('.')) {
        source = `./${fromRoot(resolve(dirname(context.filename), plain))}`;
      } else if (builtinModules.includes(plain)) {
        source = `node:${plain}`;
      }
      const reason = reasonAgainst(from, source, typesOnly);
      if (reason !== null) context.report({ node, messageId: 'forbidden', data: { reason } });
    }
    /** @param {any} node an import or export declaration, with what TypeScript adds to it */
    const declaration = (node) => {
      if (!node.source) return;
      const kind = node.importKind ?? node.exportKind;
      check(node, node.source.value, kind === 'type');
    };
    return {
      ImportDeclaration: declaration,
      ExportNamedDeclaration: declaration,
      ExportAllDeclaration: declaration,
      ImportExpression: (/** @type {any} */ node) => check(node, node.source.value, false),
      TSImportType: (/** @type {any} */ node) => check(node, node.source?.value, true),
    };
  },
};
