// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('../api', () => import('../../testing/api'));

import { api, Away, Refused } from '../../testing/api';
import { context, control, settled, shown } from '../../testing/sample';
import { help } from './help';
import { report } from './report';

const box = () => document.querySelector('textarea') as HTMLTextAreaElement;
const write = (words: string) => {
  box().value = words;
  box().dispatchEvent(new Event('input'));
};

beforeEach(() => {
  api.report.mockReset().mockResolvedValue({});
  shown(report(context(), 'first-steps', 'six-steps'));
});

test('the form names the page and the section', () => {
  expect(document.body.textContent).toContain('Module 1. First steps');
  expect(document.body.textContent).toContain('Six steps');
});

test('an empty form is not sent, and says what is missing at the box', () => {
  control(document, 'Send').click();

  expect(api.report).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(box());
  expect(box().getAttribute('aria-invalid')).toBe('true');
  expect(document.getElementById('cp-report-problem')?.textContent).toBe(
    'Write what is not right.',
  );
});

test('words that are too long are not cut, and it is said by how much', () => {
  write('x'.repeat(2003));

  control(document, 'Send').click();

  expect(api.report).not.toHaveBeenCalled();
  expect(document.body.textContent).toContain('Shorten it by 3 characters.');
  expect(box().value).toHaveLength(2003);
});

test('a report is sent with its place, and the sender is told where the answer will be', async () => {
  write('  The date is wrong.  ');

  control(document, 'Send').click();
  await settled();

  const id = expect.stringMatching(/^[0-9a-f]{12}$/);
  expect(api.report).toHaveBeenCalledWith('first-steps', 'six-steps', 'The date is wrong.', id);
  expect(control(document, 'the help page').getAttribute('href')).toBe('#/help');
});

test.each([
  [new Refused(400, 'This is longer.'), 'Not sent yet. This is longer. Your words are still here.'],
  [new Refused(502, 'No.'), 'It is not known whether it was sent. Press Send again'],
  [new Away('No.'), 'It is not known whether it was sent. Press Send again'],
])(
  'words that brought no thanks stay in the box, and no more is said than is known',
  async (thrown, said) => {
    api.report.mockRejectedValueOnce(thrown);
    write('The date is wrong.');

    control(document, 'Send').click();
    await settled();

    expect(document.querySelector('.cp-banner--bad')?.textContent).toContain(said);
    expect(box().value).toBe('The date is wrong.');
  },
);

test('the same words sent again are the same note, and others are another one', async () => {
  const send = async (words: string) => {
    write(words);
    control(document, 'Send').click();
    await settled();
  };
  api.report.mockRejectedValue(new Away('The course cannot be reached at the moment.'));

  await send('The date is wrong.');
  await send(' The date is wrong.');
  await send('The date and the place are wrong.');

  const [first, again, another] = api.report.mock.calls.map(asked => asked[3]);
  expect(again).toBe(first);
  expect(another).not.toBe(first);
});

test('the help page shows what became of each report', async () => {
  const sent = { id: '1', page: 'first-steps', section: 'six-steps', words: 'The date is wrong.' };
  api.reports.mockResolvedValueOnce([
    { ...sent, at: '23 November', status: 'Changed', reply: 'Thank you.' },
  ]);

  const page = shown(help(context()));
  await settled();

  expect(page.textContent).toContain('Module 1. First steps: Six steps');
  expect(page.textContent).toContain('Changed');
  expect(page.textContent).toContain('Thank you.');
});
