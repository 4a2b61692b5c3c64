// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('../api', () => import('../../testing/api'));

import { api, Away, Refused } from '../../testing/api';
import { context, control, settled, shown } from '../../testing/sample';
import type { ForumForm } from '../replies';
import { forum } from './forum';

const FORM: ForumForm = {
  terms: ['Pay: not settled yet.'],
  joining_as: [
    { id: 'lived-experience', text: 'someone with lived experience' },
    { id: 'staff', text: 'staff' },
  ],
  settings: [{ id: '1', text: 'Primary care' }],
  regions: [{ id: 'LO', text: 'London' }],
  kept: null,
};
const KEPT = {
  name: 'Test',
  contact: 'test@example.org',
  joining_as: ['staff'],
  setting: '1',
  region: '',
  easier: '',
};
const field = (label: string) => {
  const all = [...document.querySelectorAll('label')];
  const found = all.find(one => one.textContent?.includes(label));
  const named = found?.htmlFor
    ? document.getElementById(found.htmlFor)
    : found?.querySelector('input');
  return named as HTMLInputElement;
};
const fill = () => {
  field('What should we call you?').value = ' Test ';
  field('How may we contact you?').value = 'test@example.org';
  field('I agree to you keeping').checked = true;
};
const choose = (label: string) => {
  field(label).checked = true;
  field(label).dispatchEvent(new Event('change'));
};

async function open(more: Partial<ForumForm> = {}): Promise<void> {
  api.forum.mockResolvedValue({ ...FORM, ...more });
  shown(forum(context()));
  await settled();
}

beforeEach(() => {
  api.joinForum.mockReset().mockResolvedValue({ ...FORM, kept: KEPT });
  api.leaveForum.mockReset().mockResolvedValue(FORM);
});

test('what is known about pay stands above the form', async () => {
  await open();

  expect(document.body.textContent).toMatch(/Pay: not settled yet.*What should we call you/s);
});

test('nothing is sent before there is a name, a contact and a yes', async () => {
  await open();

  control(document, 'Sign up to hear about it').click();

  expect(api.joinForum).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(field('What should we call you?'));
  expect(document.querySelectorAll('[aria-invalid]')).toHaveLength(3);
});

test('what was filled in is sent, and it is said that one is on the list', async () => {
  await open();
  fill();
  choose('staff');

  control(document, 'Sign up to hear about it').click();
  await settled();

  expect(api.joinForum).toHaveBeenCalledWith({
    name: 'Test',
    contact: 'test@example.org',
    joining_as: ['staff'],
    setting: '',
    region: '',
    easier: '',
    keep: true,
    keep_lived_experience: false,
  });
  expect(document.querySelector('h1')?.textContent).toBe('Thank you. You are on the list.');
});

test('whether lived experience may be held is asked only of those who named it', async () => {
  await open();
  const asked = field('holding the fact').closest('div') as HTMLElement;
  expect(asked.hidden).toBe(true);

  choose('someone with lived experience');

  expect(asked.hidden).toBe(false);
});

test('what is kept is shown, and can be deleted', async () => {
  await open({ kept: KEPT });
  expect(field('How may we contact you?').value).toBe('test@example.org');

  control(document, 'Take me off the list').click();
  await settled();

  expect(api.leaveForum).toHaveBeenCalled();
  expect(document.querySelector('h1')?.textContent).toBe('You are off the list');
});

test.each([
  [new Refused(400, 'No.'), 'Not saved yet. No. What you wrote is still here.'],
  [new Away('No.'), 'It is not known whether it was saved.'],
])('what could not be saved stays in the form', async (thrown, words) => {
  api.joinForum.mockRejectedValueOnce(thrown);
  await open();
  fill();

  control(document, 'Sign up to hear about it').click();
  await settled();

  expect(document.querySelector('.cp-banner--bad')?.textContent).toContain(words);
  expect(field('How may we contact you?').value).toBe('test@example.org');
});

test('who may be off the list already is not told that they are on it', async () => {
  api.leaveForum.mockRejectedValueOnce(new Away('No.'));
  await open({ kept: KEPT });

  control(document, 'Take me off the list').click();
  await settled();

  const said = document.querySelector('.cp-banner--bad')?.textContent;
  expect(said).toContain('It is not known whether you are off the list.');
  expect(said).not.toContain('still on the list');
});
