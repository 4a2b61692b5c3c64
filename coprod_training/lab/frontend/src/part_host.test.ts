// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('./api', () => import('../testing/api'));

import { api, Away, Refused } from '../testing/api';
import { control, settled, shown } from '../testing/sample';
import { leaveAll, showActivity, showPart, waitsIn } from './part_host';
import type { AnswerModel } from './answer_model';

let model: AnswerModel;
const clean = vi.fn();
const load = vi.fn(async () => ({
  default: {
    render: (context: { model: AnswerModel; el: HTMLElement }) => {
      model = context.model;
      context.el.append('drawn');
      return clean;
    },
  },
}));

beforeEach(() => {
  clean.mockReset();
  load.mockClear();
  api.keep.mockReset();
  const view = { id: 'your-setting', level: 2 };
  api.activity
    .mockReset()
    .mockResolvedValue({ script: 'coprod/static/single_choice.js', view, kept: null });
});

test('the script comes from this server and draws at the level of the page', async () => {
  const { element } = showActivity('your-setting', { level: 3, load });
  await settled();

  expect(load).toHaveBeenCalledWith(`${location.origin}/person/one/coprod/static/single_choice.js`);
  expect(model.get('view')).toMatchObject({ level: 3 });
  expect(element.textContent).toBe('drawn');
});

test('an answer goes to the server, and its reply to the activity and the page', async () => {
  const reply = { type: 'saved', id: '1', kept: { response: 'smi' } };
  api.keep.mockResolvedValue(reply);
  const onSaved = vi.fn();
  const heard = vi.fn();
  showActivity('your-setting', { load, onSaved });
  await settled();

  model.on('msg:custom', heard);
  model.send({ type: 'keep' });
  await settled();

  expect(api.keep.mock.calls[0].slice(0, 2)).toEqual(['your-setting', { type: 'keep' }]);
  expect(heard).toHaveBeenCalledWith(reply);
  expect(onSaved).toHaveBeenCalledWith('smi');
});

test('an answer that did not arrive is met with silence, so that it is kept and sent again', async () => {
  api.keep.mockRejectedValue(new Away('away'));
  const heard = vi.fn();
  showActivity('your-setting', { load });
  await settled();

  model.on('msg:custom', heard);
  model.send({ type: 'keep' });
  await settled();

  expect(heard).not.toHaveBeenCalled();
});

test('a question that did not come can be asked for again', async () => {
  api.activity.mockRejectedValueOnce(new Away('The course cannot be reached at the moment.'));
  const { element } = showActivity('your-setting', { load });
  await settled();

  control(element, 'Try again').click();
  await settled();

  expect(element.textContent).toBe('drawn');
});

test('a question that has left the course says so, and nothing waits for it', async () => {
  api.activity.mockRejectedValueOnce(new Away('The course cannot be reached at the moment.'));
  api.activity.mockRejectedValue(new Refused(410, 'This question is no longer in the course.'));
  const { element } = showActivity('your-setting', { load });
  const page = shown(document.createElement('div'));
  page.append(element);
  await settled();
  expect(waitsIn(page)).toBe('question');

  control(element, 'Try again').click();
  await settled();

  expect(element.textContent).toBe('This question is no longer in the course.');
  expect(waitsIn(page)).toBe('');
});

test('where something on the way says that it is not there, its question still waits', async () => {
  api.activity.mockRejectedValue(new Refused(404, 'Not found.'));
  const page = shown(document.createElement('div'));
  page.append(showActivity('your-setting', { load }).element);
  await settled();

  expect(waitsIn(page)).toBe('question');
});

test('nothing waits for a passage, which holds no answer', async () => {
  api.variant.mockReset().mockRejectedValue(new Refused(409, 'This course has no such passage.'));
  const page = shown(document.createElement('div'));
  await showPart(page, { what: 'variant', name: 'who-decides', level: 3 }, { load }).ready;

  expect(page.textContent).toContain('This course has no such passage.');
  expect(waitsIn(document)).toBe('');
});

test('who asked again is not left without a place when it comes, or does not', async () => {
  api.activity.mockRejectedValueOnce(new Refused(404, 'It is not here.'));
  api.activity.mockRejectedValueOnce(new Refused(404, 'It is still not here.'));
  load.mockResolvedValueOnce({
    default: { render: context => void (context.el.innerHTML = '<h2>The letter</h2>') },
  } as never);
  const { element } = showActivity('your-setting', { load });
  shown(element);
  await settled();
  for (const expected of ['Try again', 'The letter']) {
    const button = control(element, 'Try again');
    button.focus();
    button.click();
    await settled();
    expect(document.activeElement?.textContent).toBe(expected);
  }
});

test('a page that goes stops its activities', async () => {
  const page = shown(document.createElement('div'));
  page.append(showActivity('your-setting', { load }).element);
  await settled();
  clean.mockReset();

  leaveAll(page);

  expect(clean).toHaveBeenCalledTimes(1);
});

test('a page that goes before its activity came never draws it', async () => {
  const hosted = showActivity('your-setting', { load });

  hosted.stop();
  await settled();

  expect(hosted.element.textContent).not.toBe('drawn');
});

test('a page that goes while an answer is on its way lets it arrive first', async () => {
  const page = shown(document.createElement('div'));
  page.append(showActivity('your-setting', { load }).element);
  await settled();
  clean.mockReset();
  page.querySelector('.cp-host')!.innerHTML = '<p class="cp-save" data-state="failed"></p>';

  leaveAll(page);
  page.remove();
  expect(clean).not.toHaveBeenCalled();

  page.querySelector<HTMLElement>('.cp-save')!.dataset.state = 'saved';
  document.dispatchEvent(new CustomEvent('coprod:saved', { detail: 'your-setting' }));
  await settled();
  expect(clean).toHaveBeenCalledTimes(1);
});

test('a page that goes with an answer that was refused waits for nothing', async () => {
  const page = shown(document.createElement('div'));
  page.append(showActivity('your-setting', { load }).element);
  await settled();
  clean.mockReset();
  page.querySelector('.cp-host')!.innerHTML = '<p class="cp-save" data-state="refused"></p>';

  leaveAll(page);

  expect(clean).toHaveBeenCalledTimes(1);
});

test('no answer overtakes a newer one, and what waits gives way to the next', async () => {
  let arrive: (reply: unknown) => void = () => undefined;
  api.keep.mockImplementationOnce(() => new Promise(done => (arrive = done)));
  api.keep.mockResolvedValue({ type: 'saved', id: '3' });
  showActivity('your-setting', { load });
  await settled();

  for (const id of ['1', '2', '3']) model.send({ id });
  expect(api.keep.mock.calls.map(call => call[1].id)).toEqual(['1']);
  arrive({ type: 'saved', id: '1' });
  await settled();

  expect(api.keep.mock.calls.map(call => call[1].id)).toEqual(['1', '3']);
});

test.each([
  [410, 'gone'],
  [404, 'failed'],
  [403, 'failed'],
])('what the server says of an answer it did not keep is heard: %i is %s', async (status, type) => {
  api.keep.mockRejectedValue(new Refused(status, 'It is not there.'));
  const heard = vi.fn();
  showActivity('your-setting', { load });
  await settled();

  model.on('msg:custom', heard);
  model.send({ id: '1' });
  await settled();

  expect(heard).toHaveBeenCalledWith({ type, id: '1', problem: 'It is not there.' });
});
