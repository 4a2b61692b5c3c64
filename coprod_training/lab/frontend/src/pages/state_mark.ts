// A state as a picture and a word. The word alone says it all; colour and picture only help the eye.

import { el } from '../el';
import { icon, type IconName } from '../icons';
import type { Exercise, State } from '../replies';

type Tone = 'done' | 'now' | 'warn' | '';

export const MODULE_ICONS: Record<State, IconName> = {
  'not-started': 'ring',
  part: 'half',
  done: 'done',
};

const MODULE_TONES: Record<State, Tone> = { 'not-started': '', part: 'now', done: 'done' };

/** How far a module is, such as "4 of 8 done". */
export function moduleMark(state: State, words: string): HTMLElement {
  return mark(MODULE_ICONS[state], MODULE_TONES[state], words);
}

/** Whether an exercise can still be handed in for the first time. */
export function isDue({ state }: Exercise): boolean {
  return state === 'open' || state === 'started';
}

/** The picture of an exercise's state. */
export function exerciseIcon(one: Exercise): IconName {
  if (one.state === 'returned') return 'flag';
  if (one.state === 'handed-in' || one.state === 'marked') return 'done';
  if (one.late && isDue(one)) return 'warn';
  return one.state === 'started' ? 'half' : 'ring';
}

/** Where an exercise is, such as "Not handed in". */
export function exerciseMark(one: Exercise): HTMLElement {
  const name = exerciseIcon(one);
  const tones: Partial<Record<IconName, Tone>> = { flag: 'now', done: 'done', warn: 'warn' };
  return mark(name, tones[name] ?? '', one.words);
}

/** The line beneath an exercise: its date, or what has happened to it and to earlier hand-ins. */
export function exerciseLine(one: Exercise): string {
  if (one.state === 'not-open') return one.away ? '' : 'Your trainer has not opened this yet';
  if (isDue(one)) return dueLine(one);
  if (one.state === 'returned' && one.feedback[0]) return one.feedback[0].words;
  const { receipt, feedback } = one;
  const handedIn = receipt && `Handed in on ${receipt.words}. Receipt ${receipt.code}`;
  return [handedIn, feedback[0]?.words].filter(Boolean).join('. ');
}

/** When it is due: soon, at some time, or that the date has passed; "" without a date. */
export function dueLine({ due, reminder, late }: Exercise): string {
  if (late && due) return `The date has passed. ${due}`;
  return reminder || due;
}

function mark(name: IconName, tone: Tone, words: string): HTMLElement {
  const look = tone ? `cp-state cp-state--${tone}` : 'cp-state';
  return el('span', { class: look }, icon(name), el('span', {}, words));
}
