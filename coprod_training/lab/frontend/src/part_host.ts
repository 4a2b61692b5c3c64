// Shows an activity, a passage by setting or a contributor's place with nothing started behind it:
// the same page script as in a notebook's own widget, given a model that talks to our server.

import { AnswerModel, isGone } from './answer_model';
import { api, Away, NO_SERVER, Refused } from './api';
import type { Call } from './calls';
import { el } from './el';
import { drawAnew } from './focus';
import { onServer } from './pages/link';
import { sentence, trouble } from './pages/page';
import type { Shown } from './replies';

export const SETTING = 'your-setting';
/** Said on the document when another setting was chosen, here or in another tab. */
export const CHOSEN = 'coprod:setting';
const RETRY = 3000; // ms

interface Options {
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
  /** Once it was drawn, or it was said why not. */
  ready: Promise<void>;
  /** Stop sending and listening. What waits stays in the browser, and is sent when drawn again. */
  stop(): void;
}

const shown = new Set<Hosted>();

/** One activity on a page of ours; level: of its heading, one below what it stands under. */
export function showActivity(id: string, options: Options & { level?: number } = {}): Hosted {
  const element = el('div', { class: 'cp-host' });
  return showPart(element, { what: 'activity', name: id, level: options.level ?? 2 }, options);
}

/** What a call in a lesson shows, drawn into `element` as soon as the server has said what it is. */
export function showPart(element: HTMLElement, call: Call, options: Options = {}): Hosted {
  let model: AnswerModel | null = null;
  let clean: (() => void) | void = undefined;
  let again: ReturnType<typeof setTimeout> | undefined = undefined;
  let stopped = false;
  let drawing = false;
  let said = '';
  element.append(el('p', { class: 'cp-soft', role: 'status' }, 'Getting the question…'));

  async function draw(): Promise<void> {
    clearTimeout(again);
    if (drawing) return;
    drawing = true;
    try {
      const found = await api[call.what](call.name);
      const script = await (options.load ?? load)(onServer(found.script));
      if (stopped) return;
      const drawn = new AnswerModel(call.name, dataOf(found, call), heard(options.onSaved));
      model = drawn;
      drawAnew(element, () => {
        element.replaceChildren();
        delete element.dataset.undrawn;
        clean = script.default.render({ model: drawn, el: element });
      });
    } catch (problem) {
      if (!stopped) wrong(problem);
    }
    drawing = false;
  }

  /** It is said once, however often it is tried again, so that nobody hears it every few seconds. */
  function wrong(problem: unknown): void {
    if (isGone(problem)) {
      delete element.dataset.undrawn;
      const words = el('p', { class: 'cp-soft', role: 'status' }, sentence(problem));
      drawAnew(element, () => element.replaceChildren(words));
      return;
    }
    if (call.what === 'activity') element.dataset.undrawn = ''; // a passage holds no answer
    if (sentence(problem) !== said) {
      said = sentence(problem);
      const press = { type: 'button', class: 'cp-btn cp-btn--2 cp-btn--s', onclick: draw };
      const again = el('p', { class: 'cp-actions' }, el('button', press, 'Try again'));
      drawAnew(element, () =>
        element.replaceChildren(trouble('This question cannot be shown yet.', said), again),
      );
    }
    if (mayPass(problem)) again = setTimeout(() => void draw(), RETRY);
  }

  /** A passage follows the setting, wherever it was chosen. */
  async function follow(): Promise<void> {
    const found = await api[call.what](call.name).catch(() => null);
    if (found) model?.set('view', dataOf(found, call).view);
  }
  if (call.what === 'variant') document.addEventListener(CHOSEN, follow);

  // One that left the page without being stopped would go on sending beside this one.
  for (const old of [...shown]) {
    if (old.id === call.name && !old.element.isConnected) old.stop();
  }
  const hosted: Hosted = {
    id: call.name,
    element,
    ready: draw(),
    stop() {
      stopped = true;
      clearTimeout(again);
      document.removeEventListener(CHOSEN, follow);
      shown.delete(hosted);
      clean?.();
      clean = undefined;
    },
  };
  shown.add(hosted);
  return hosted;
}

/**
 * A page with these is about to go. Each stops, at once or when the answer that it has on its way is
 * kept: until then it goes on sending, and says what waits.
 */
export function leaveAll(page: Node): void {
  for (const hosted of [...shown]) if (page.contains(hosted.element)) leave(hosted);
}

function leave(hosted: Hosted): void {
  const look = () => {
    const waits = waitsIn(hosted.element);
    if (shown.has(hosted) && waits && waits !== 'refused') return; // drawn anew elsewhere, it waits there
    document.removeEventListener('coprod:saved', later);
    hosted.stop();
  };
  const later = () => setTimeout(look); // the page says first that it is saved
  document.addEventListener('coprod:saved', later);
  look();
}

/** What is on its way: an answer to the disk, a question that is not drawn yet, or nothing. Refused:
 * an answer that does not fit, and that comes through only once it is changed. */
export type Waiting = 'answer' | 'refused' | 'question' | '';

const REFUSED = '.cp-save[data-state="refused"]';

/** What is on its way in a page. A question that is not drawn may hold an answer that waits. */
export function waitsIn(page: ParentNode): Waiting {
  if (page.querySelector('.cp-save:is([data-state="saving"], [data-state="failed"])'))
    return 'answer';
  if (page.querySelector(REFUSED)) return 'refused';
  return page.querySelector('[data-drawing], [data-undrawn]') ? 'question' : '';
}

/** What the first question is called whose answer was refused; '' where it has no name. */
export function refusedIn(page: ParentNode): string {
  const part = page.querySelector(REFUSED)?.closest('.cp-activity');
  const heading = document.getElementById(part?.getAttribute('aria-labelledby') ?? '');
  return heading?.textContent ?? '';
}

/** A browser never loads again what it could not load once from an address, so the next differs. */
let attempt = 0;
function load(address: string): Promise<PageScript> {
  const script = import(/* webpackIgnore: true */ address + (attempt ? `?again=${attempt}` : ''));
  return (script as Promise<PageScript>).catch(() => {
    attempt += 1;
    throw new Away('The course cannot be reached at the moment.');
  });
}

/** Whether it may mend itself: away, or in trouble (a hub that starts a server says 424 or 503). */
function mayPass(problem: unknown): boolean {
  if (problem instanceof Refused) return problem.status >= 500 || problem.status === NO_SERVER;
  return problem instanceof Away;
}

function dataOf({ view, kept }: Shown, { level }: Call): Record<string, unknown> {
  return { view: { ...view, level }, kept };
}

function heard(onSaved?: (response: unknown) => void) {
  return (reply: Record<string, unknown>) => {
    const kept = reply.kept as { response?: unknown } | null | undefined;
    if (reply.type === 'saved') onSaved?.(kept?.response);
  };
}
