// Shows one activity on a page of ours, with no lesson and nothing started: the same page script as
// in a lesson, given a model that talks to our server.

import { AnswerModel } from './answer_model';
import { api, type Shown } from './api';
import { el } from './el';
import { onServer } from './pages/link';
import { sentence, trouble } from './pages/page';

interface Options {
  /** The level of its heading, one below the heading it stands under. */
  level?: number;
  /** Called with the answer each time one is on the disk. */
  onSaved?(response: unknown): void;
  /** Only tests give another way to load a script. */
  load?(address: string): Promise<PageScript>;
}

interface PageScript {
  default: { render(context: { model: AnswerModel; el: HTMLElement }): (() => void) | void };
}

export interface Hosted {
  id: string;
  element: HTMLElement;
  /** Stop sending and listening. What waits stays in the browser, and is sent when drawn again. */
  stop(): void;
}

const shown = new Set<Hosted>();

/** One activity, drawn as soon as the server has said what is in it. */
export function showActivity(id: string, options: Options = {}): Hosted {
  const element = el('div', { class: 'cp-host' });
  let stopped = false;
  let clean: (() => void) | void = undefined;
  const hosted: Hosted = {
    id,
    element,
    stop() {
      stopped = true;
      shown.delete(hosted);
      clean?.();
      clean = undefined;
    },
  };

  async function draw(): Promise<void> {
    element.replaceChildren(el('p', { class: 'cp-soft', role: 'status' }, 'Getting the question…'));
    try {
      const found = await api.activity(id);
      const script = await (options.load ?? load)(onServer(found.script));
      if (stopped) return;
      element.replaceChildren();
      const model = new AnswerModel(id, dataOf(found, options.level), heard(options.onSaved));
      clean = script.default.render({ model, el: element });
    } catch (problem) {
      const again = { type: 'button', class: 'cp-btn cp-btn--2 cp-btn--s', onclick: draw };
      element.replaceChildren(
        trouble('This question cannot be shown yet.', sentence(problem)),
        el('p', { class: 'cp-actions' }, el('button', again, 'Try again')),
      );
    }
  }

  // One that left the page without being stopped would go on sending beside this one.
  for (const old of [...shown]) if (old.id === id && !old.element.isConnected) old.stop();
  shown.add(hosted);
  void draw();
  return hosted;
}

/** Stop every activity on a page that is about to go. */
export function stopActivities(page: Node): void {
  for (const hosted of [...shown]) if (page.contains(hosted.element)) hosted.stop();
}

function load(address: string): Promise<PageScript> {
  return import(/* webpackIgnore: true */ address) as Promise<PageScript>;
}

function dataOf({ view, kept }: Shown, level?: number): Record<string, unknown> {
  return { view: level ? { ...view, level } : view, kept };
}

function heard(onSaved?: (response: unknown) => void) {
  return (reply: Record<string, unknown>) => {
    const kept = reply.kept as { response?: unknown } | null | undefined;
    if (reply.type === 'saved') onSaved?.(kept?.response);
  };
}
