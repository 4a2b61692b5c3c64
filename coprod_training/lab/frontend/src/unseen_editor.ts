// The editor of a lesson's parts, which nobody ever sees: it holds a place, and does nothing.
//
// Each cell of a notebook has an editor, also where only its drawn words show. JupyterLab's own
// (CodeMirror) is the larger part of what opening a lesson costs a slow computer, and a lesson of
// the course is only read.

import type { CodeEditor } from '@jupyterlab/codeeditor';

const START: CodeEditor.IPosition = { line: 0, column: 0 };
const NOTHING: CodeEditor.IRange = { start: START, end: START };

/** What a notebook's cell asks of its editor, for words that cannot be changed. */
export class UnseenEditor implements CodeEditor.IEditor {
  readonly host: HTMLElement;
  readonly model: CodeEditor.IModel;
  readonly uuid: string;
  /** Nobody ever reaches its edge. */
  readonly edgeRequested = { connect: () => false, disconnect: () => false };
  readonly lineHeight = 0;
  readonly charWidth = 0;
  isDisposed = false;

  constructor({ host, model, uuid }: CodeEditor.IOptions) {
    this.host = host;
    this.model = model;
    this.uuid = uuid ?? '';
  }

  get lineCount(): number {
    return this.lines().length;
  }

  getLine(line: number): string | undefined {
    return this.lines()[line];
  }

  getOption(option: string): unknown {
    return option === 'readOnly' ? true : undefined;
  }

  getOffsetAt({ line, column }: CodeEditor.IPosition): number {
    const before = this.lines().slice(0, line);
    return before.reduce((sum, words) => sum + words.length + 1, column);
  }

  getPositionAt(offset: number): CodeEditor.IPosition {
    const before = this.model.sharedModel.getSource().slice(0, offset).split('\n');
    return { line: before.length - 1, column: before[before.length - 1].length };
  }

  getTokenAt(offset: number): CodeEditor.IToken {
    return { value: '', offset };
  }

  getTokens = (): CodeEditor.IToken[] => [];
  getTokenAtCursor = (): CodeEditor.IToken => this.getTokenAt(0);
  getCursorPosition = (): CodeEditor.IPosition => START;
  getSelection = (): CodeEditor.IRange => NOTHING;
  getSelections = (): CodeEditor.IRange[] => [NOTHING];
  getCoordinateForPosition = (): null => null;
  getPositionForCoordinate = (): null => null;
  hasFocus = (): boolean => false;

  setOption(): void {}
  setOptions(): void {}
  setBaseOptions(): void {}
  setCursorPosition(): void {}
  setSelection(): void {}
  setSelections(): void {}
  injectExtension(): void {}
  undo(): void {}
  redo(): void {}
  clearHistory(): void {}
  focus(): void {}
  blur(): void {}
  revealPosition(): void {}
  revealSelection(): void {}
  newIndentedLine(): void {}

  dispose(): void {
    this.isDisposed = true;
  }

  private lines(): string[] {
    return this.model.sharedModel.getSource().split('\n');
  }
}
