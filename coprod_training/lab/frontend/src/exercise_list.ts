// The learner's exercises, as the server last said. It takes a second or two, and may be refused: then
// it is asked again after a while, and the sentence of the refusal stands where the list would.

import { api, Refused } from './api';
import type { Exercise } from './replies';

const AGAIN = 10_000; // ms after it did not come

/** Asks for the list, and keeps it. */
export class ExerciseList {
  /** null until it has come. */
  all: Exercise[] | null = null;
  /** Why it did not come when it was asked for last, in the server's words; "" otherwise. */
  refused = '';
  private again?: ReturnType<typeof setTimeout>;

  /** changed: something else is to be shown. failed: at each time that it did not come. */
  constructor(
    private readonly changed: () => Promise<void>,
    private readonly failed: () => void,
  ) {}

  async ask(): Promise<void> {
    clearTimeout(this.again);
    const before = this.shown();
    try {
      this.all = await api.exercises();
      this.refused = '';
    } catch (thrown) {
      if (thrown instanceof Refused) this.refused = thrown.message;
      this.failed();
      clearTimeout(this.again); // of somebody else who asked meanwhile
      this.again = setTimeout(() => void this.ask(), AGAIN);
    }
    if (this.shown() !== before) await this.changed();
  }

  /** A refusal is shown only where there is no list. */
  private shown(): string {
    return JSON.stringify(this.all ?? this.refused);
  }
}
