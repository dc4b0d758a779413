import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { resolveImport } from '../../../import-rules.js';

export interface SourceImport {
  /** The importing file, from the repository's root. */
  readonly file: string;
  readonly specifier: string;
  /** A repository path, or `npm:name`, `node:name`, `svelte:name`. */
  readonly target: string;
  /** `import type`: gone at run time. */
  readonly typeOnly: boolean;
}

const ROOT = join(import.meta.dirname, '../../..');
const FOLDERS = ['contract', 'server', 'src', 'scripts', 'tests', 'bench'];

/** Every source file of the repository, from its root, sorted. */
export function sourceFiles(): string[] {
  return FOLDERS.filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
        (name) => `${folder}/${name}`,
      ),
    )
    .filter((file) => /\.(ts|js|mjs|svelte)$/.test(file))
    .sort();
}

/** The imports of one file of the repository. */
export function importsOf(file: string): SourceImport[] {
  return importsIn(file, readFileSync(join(ROOT, file), 'utf8'));
}

/** Static and dynamic imports and re-exports in a source text; of a component, those of its scripts. */
export function importsIn(file: string, text: string): SourceImport[] {
  const code = file.endsWith('.svelte') ? scriptsOf(text) : text;
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest);
  const found: SourceImport[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) {
      found.push({ file, specifier, target: resolveImport(file, specifier), typeOnly: isTypeOnly(node) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function scriptsOf(component: string): string {
  return [...component.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n');
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  if (isDynamic) return textOf(node.arguments[0]);
  return ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
    ? textOf(node.argument.literal)
    : undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isImportDeclaration(node)) {
    return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  }
  return ts.isExportDeclaration(node) && node.isTypeOnly;
}
