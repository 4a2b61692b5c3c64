// Sentences about an exercise that stand on more than one page.

import type { Exercise } from '../replies';
import type { Context } from './context';

export const WHO_READS = 'Your trainer, with your name hidden while marking';

/** The line above the title: "Exercise · due Monday 11 January 2027, 5pm". */
export function caption({ due, reminder, late }: Exercise): string {
  if (!due) return 'Exercise';
  const date = (reminder || due).replace(/^Due /, '');
  return `Exercise\u00a0 ·\u00a0 ${late ? 'was due' : 'due'} ${date}`;
}

/** "1 question", "4 questions", or nothing when the number is not known. */
export function questions(of: number): string {
  if (of < 1) return '';
  return of === 1 ? '1 question' : `${of} questions`;
}

/** How soon feedback comes, as far as the service has said: "within 10 working days". */
export function howSoon({ course }: Context): string {
  const days = course.help.working_days;
  if (!days) return 'later';
  return `within ${days} working ${days === '1' ? 'day' : 'days'}`;
}

/** Beside the word "Due": "In 3 days, on Monday 11 January 2027 at 5pm", and what a late one means. */
export function whenDue(one: Exercise): string {
  const when = (one.reminder || one.due).replace(/^Due /, '');
  return [when.charAt(0).toUpperCase() + when.slice(1), lateWords(one)].filter(Boolean).join('. ');
}

/** What a date that has passed means for handing in. */
export function lateWords({ late, can_hand_in: can }: Exercise): string {
  if (!late || !can) return '';
  return 'The date has passed. You can still hand in. Your trainer sees that it is late.';
}
