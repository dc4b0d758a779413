import { relative, sep } from 'node:path';
import { brokenRules } from '../import-rules.js';

/**
 * The table of import-rules.js as an ESLint rule.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
const importRules = {
  meta: { type: 'problem', schema: [], messages: { broken: '{{fix}} (import-rules.js)' } },
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/');
    /** @param {import('eslint').Rule.Node} node */
    const check = (node) => {
      if (!('source' in node) || node.source?.type !== 'Literal') return;
      const specifier = node.source.value;
      if (typeof specifier !== 'string') return;
      for (const fix of brokenRules(file, specifier, { typeOnly: isTypeOnly(node) })) {
        context.report({ node, messageId: 'broken', data: { fix } });
      }
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

/** @param {object} node */
function isTypeOnly(node) {
  return (
    ('importKind' in node && node.importKind === 'type') ||
    ('exportKind' in node && node.exportKind === 'type')
  );
}

/** The repository's own lint rules. */
export const spotter = { rules: { 'import-rules': importRules } };
