// What stands beneath an exercise's own questions: what will happen, and the one button.

import { api } from '../api';
import { el } from '../el';
import { refusedIn, type Waiting } from '../part_host';
import type { Exercise } from '../replies';
import type { Context } from './context';
import { howSoon, whenDue, WHO_READS } from './exercise_words';
import { facts, section } from './page';
import { notDone, press } from './press';
import { wasLeftOut } from './swap';

const LOOK_AGAIN = 500; // ms between looks at whether answers are still being saved

/** "Before you hand in". waiting: what is still on its way: a question, or an answer to the disk. */
export function handInBlock(ctx: Context, one: Exercise, waiting: () => Waiting): HTMLElement {
  const why = el('p', { class: 'cp-soft cp-small', id: 'cp-hand-in-why' });
  const pressed = press({
    words: one.receipt ? 'Hand in again' : 'Hand in',
    busy: 'Handing in. This can take a few seconds…',
    failed: 'Not handed in yet.',
    unsure: [
      'It is not known whether it arrived.',
      'Press Hand in again: the same answers are handed in once.',
    ],
    safe: 'Nothing is lost. There is no receipt until your work has arrived.',
    describedBy: why.id,
    before: () => {
      look(); // a press between two looks must not go out before the last answer does
      if (one.away) void ctx.lookAgain();
    },
    work: async () => {
      const { receipt } = await api.handIn(one.id).catch((thrown: unknown) => {
        if (!notDone(thrown)) void ctx.lookAgain(); // it may have arrived all the same
        throw thrown;
      });
      await ctx.refresh();
      ctx.go({ page: 'exercise', id: one.id });
      return receipt ? `Handed in. Your receipt is ${receipt.code}.` : 'Handed in.';
    },
  });

  function look(): void {
    const reason = reasonToWait(one, waiting());
    pressed.hold(reason);
    const words = reason || note(one);
    if (why.textContent !== words) why.textContent = words;
  }

  look();
  whileShown(pressed.button, look);
  return section(
    'hand-in',
    'Before you hand in',
    facts(
      ['Questions', `${one.answered.done} of ${one.answered.of} answered`],
      ['Due', whenDue(one)],
      ['Handed in before', one.receipt && `${one.receipt.words}, receipt ${one.receipt.code}`],
      ['Who will read it', WHO_READS],
      ['What happens next', `You get a receipt now, and feedback here ${howSoon(ctx)}`],
    ),
    el('div', { class: 'cp-actions' }, pressed.button, why),
    pressed.said,
  );
}

function reasonToWait({ can_hand_in: can, away }: Exercise, waiting: Waiting): string {
  if (away)
    return 'This cannot be passed on at the moment. Your answers are kept. Try again later.';
  if (!can) return 'This exercise cannot be handed in now. Your trainer can tell you why.';
  if (waiting === 'question')
    return 'The questions are still being prepared. Then you can hand in.';
  if (waiting === 'refused') {
    const named = refusedIn(document);
    const which = `the question that says Not saved${named && `: ${named}`}`;
    return `One of your answers could not be saved, because it does not fit. Go back to ${which}.`;
  }
  if (waiting) return 'Your last answer is still being saved. Hand in when it says Saved.';
  return '';
}

function note(one: Exercise): string {
  const left = one.answered.of - one.answered.done;
  if (left === 1) return 'One question is not answered yet. You can still hand in.';
  if (left > 1) return `${left} questions are not answered yet. You can still hand in.`;
  return one.late || !one.due ? '' : 'You can change it and hand in again until the due date.';
}

/** Do something now and then until a node is taken off the page, or was never put on it. */
function whileShown(node: Node, look: () => void): void {
  let wasThere = false;
  const clock = setInterval(() => {
    if (node.isConnected) wasThere = true;
    else if (wasThere || wasLeftOut(node)) return clearInterval(clock);
    look();
  }, LOOK_AGAIN);
}
