import { readFileSync } from 'node:fs';
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import { spotter } from './scripts/lint-import-rules.mjs';
import svelteConfig from './svelte.config.js';

const root = import.meta.dirname;
const ignored = readFileSync(new URL('.gitignore', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean);
const browser = [
  'src/**/*.{ts,js,svelte}',
  'tests/chaos/browser/**',
  'bench/browser/in-page.ts',
  'vite.config.ts',
];

// The entry points, and what runs outside the server: everything else is handed the parsed environment.
const readsEnvironment = [
  'server/main.ts',
  'server/demo.ts',
  'scripts/**',
  'tests/**',
  'bench/**',
  '*.config.*',
];

export default defineConfig(
  { ignores: ignored.map((line) => `**/${line.replace(/\/$/, '')}`) },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    files: ['**/*.{ts,js,mjs}'],
    ignores: browser,
    languageOptions: {
      globals: globals.node,
      parserOptions: { project: './tsconfig.server.json', tsconfigRootDir: root },
    },
  },
  {
    files: browser,
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        project: './tsconfig.json',
        tsconfigRootDir: root,
        extraFileExtensions: ['.svelte'],
      },
    },
  },
  {
    files: ['src/service-worker.ts'],
    languageOptions: {
      globals: globals.serviceworker,
      parserOptions: { project: './tsconfig.worker.json', tsconfigRootDir: root },
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts', '**/*.svelte.test.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    files: ['**/*.svelte'],
    languageOptions: { parserOptions: { project: './tsconfig.screens.json' } },
  },
  {
    plugins: { spotter },
    rules: {
      'spotter/import-rules': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Take the parsed Env that compose.ts hands in.' },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      complexity: ['error', 12],
      'max-depth': ['error', 4],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Pedantic here: a generic that only documents, a mapped type that happens to be empty, a static-only class.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      // Kit's redirect and error are thrown and are no Error.
      '@typescript-eslint/only-throw-error': [
        'error',
        { allow: [{ from: 'package', package: '@sveltejs/kit', name: ['Redirect', 'HttpError'] }] },
      ],
    },
  },
  { files: readsEnvironment, rules: { 'no-restricted-properties': 'off' } },
  { files: ['scripts/**', 'bench/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    rules: {
      // The app is always served from the root of its origin, so no link needs a base path.
      'svelte/no-navigation-without-resolve': 'off',
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$derived', '$state'] }],
      // A component's generated types are not seen by the TypeScript program of a linter.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
