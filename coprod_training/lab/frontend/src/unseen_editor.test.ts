// @vitest-environment jsdom

import type { CodeEditor } from '@jupyterlab/codeeditor';
import { expect, test } from 'vitest';

import { UnseenEditor } from './unseen_editor';

const words = 'First line\n\nThird';
const model = { sharedModel: { getSource: () => words } } as CodeEditor.IModel;
const editor = new UnseenEditor({ host: document.createElement('div'), model });

test('it knows the lines of the words it stands for', () => {
  expect(editor.lineCount).toBe(3);
  expect(editor.getLine(2)).toBe('Third');
  expect(editor.getLine(3)).toBeUndefined();
});

test('a place and its distance from the start lead to each other', () => {
  for (const offset of [0, 4, 10, 11, 12, words.length]) {
    expect(editor.getOffsetAt(editor.getPositionAt(offset))).toBe(offset);
  }
});

test('it draws nothing, takes no focus and cannot be written in', () => {
  editor.focus();
  expect(editor.hasFocus()).toBe(false);
  expect(editor.host.childElementCount).toBe(0);
  expect(editor.getOption('readOnly')).toBe(true);
});
