// @vitest-environment jsdom
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { shown } from '../testing/sample';
import { FocusKeeper } from './focus';

beforeAll(() => void vi.stubGlobal('CSS', { escape: String })); // jsdom has none
afterAll(() => void vi.unstubAllGlobals());

/** A lesson whose only activity has these controls, the last of which had the focus. */
function focused(controls: string): { keeper: FocusKeeper; again: HTMLElement } {
  const root = shown(document.createElement('div'));
  const keeper = new FocusKeeper(root);
  const draw = () => {
    root.innerHTML = `<section data-activity="a"><button>One</button>${controls}</section>`;
    return root.querySelector('section')?.lastElementChild as HTMLElement;
  };
  draw().dispatchEvent(new Event('focusin', { bubbles: true }));
  return { keeper, again: draw() };
}

test.each(['<audio controls></audio>', '<video controls></video>', '<textarea></textarea>'])(
  'the focus comes back to %s once the lesson was drawn again',
  async control => {
    const { keeper, again } = focused(control);
    const back = vi.spyOn(again, 'focus');

    await keeper.giveBack();

    expect(back).toHaveBeenCalledOnce();
  },
);

test('whoever has gone on to another part of the page stays there', async () => {
  const { keeper, again } = focused('<audio controls></audio>');
  const back = vi.spyOn(again, 'focus');
  const elsewhere = document.body.appendChild(document.createElement('button'));
  elsewhere.focus();

  await keeper.giveBack();

  expect(back).not.toHaveBeenCalled();
});
