import { defineConfig } from 'eslint/config';
import js from '@eslint/js';
import globals from 'globals';
import regexp from 'eslint-plugin-regexp';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import { layersRule } from './scripts/layers-rule.mjs';
import svelteConfig from './svelte.config.js';

const TESTS = ['**/*.test.ts', '**/test-*.ts', 'e2e/**'];

/** Who may use the raw channels between the processes; everybody else goes through the typed map. */
const RAW_IPC = ['main/desktop/ipc*.ts', 'main/preload.ts'];

export default defineConfig(
  { ignores: ['node_modules/', 'out/', 'dist/', 'site/', 'catalogue/generated/', 'test-results/'] },
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  {
    plugins: { local: { rules: { layers: layersRule } } },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    languageOptions: {
      globals: globals.node,
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-undef': 'off',
      'prefer-const': 'error',
      // Log text is full of control characters, and patterns must name them.
      'no-control-regex': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Interfaces here name functions in the short form, and none of them uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    // What a log holds is written by servers: no pattern may take more than linear time on it.
    files: ['main/**', 'renderer/**'],
    ignores: TESTS,
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts', '**/*.svelte.js'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: tseslint.parser, svelteConfig },
    },
    rules: {
      // Text from logs must stay text.
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      // There are no stores: state is in runes. The rule asks for the type of every expression.
      'svelte/require-store-reactive-access': 'off',
    },
  },
  {
    // The linter sees no types of other components, and svelte-check, which does, checks these.
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all' }],
    },
  },
  { files: ['renderer/**'], languageOptions: { globals: globals.browser } },
  {
    files: ['main/**', 'renderer/**', 'locales/**', 'catalogue/**', 'e2e/**', 'bench/**'],
    rules: { '@typescript-eslint/no-explicit-any': 'error' },
  },
  {
    files: [
      'main/**/*.ts',
      'renderer/**',
      'locales/**/*.ts',
      'catalogue/**/*.ts',
      'e2e/**/*.ts',
      'bench/**/*.ts',
    ],
    ignores: ['**/*.test.ts', '**/test-*.ts'],
    rules: { 'local/layers': 'error' },
  },
  {
    files: ['main/**/*.ts', 'renderer/**'],
    ignores: RAW_IPC,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'electron',
              importNames: ['ipcMain', 'ipcRenderer'],
              message: 'Add the message to the map in main/contract/ipc.ts instead.',
            },
          ],
        },
      ],
    },
  },
  {
    // Plain JavaScript with JSDoc: tsc checks it. These rules see `any` where JSON is read.
    files: ['**/*.mjs', '*.js'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/no-misused-promises': 'off',
    },
  },
  {
    files: TESTS,
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
