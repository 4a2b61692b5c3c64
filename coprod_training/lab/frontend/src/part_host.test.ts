// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('./api', () => import('../testing/api'));

import { api, Away } from '../testing/api';
import { control, settled, shown } from '../testing/sample';
import { showActivity, stopAll } from './part_host';
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

  expect(api.keep).toHaveBeenCalledWith('your-setting', { type: 'keep' });
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

test('a page that goes stops its activities', async () => {
  const page = shown(document.createElement('div'));
  page.append(showActivity('your-setting', { load }).element);
  await settled();
  clean.mockReset();

  stopAll(page);

  expect(clean).toHaveBeenCalledTimes(1);
});

test('a page that goes before its activity came never draws it', async () => {
  const hosted = showActivity('your-setting', { load });

  hosted.stop();
  await settled();

  expect(hosted.element.textContent).not.toBe('drawn');
});
