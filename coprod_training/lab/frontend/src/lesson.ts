// One open lesson: dressed as a page of the course, shown one section at a time.

import type { CodeCell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';

import { callIn, type Call } from './calls';
import { digestOf } from './digest';
import { el } from './el';
import { firstStart } from './first_start';
import { nameTableCells } from './lesson_tables';
import { watchForMovingOn } from './moved_on';
import { fill } from './pages/swap';
import { leaveAll, showPart } from './part_host';
import { Running } from './running';
import {
  partOf,
  sectionCalled,
  sectionWith,
  sectionsOf,
  type Part,
  type Section,
} from './sections';
import { pause } from './waiting';

/** Whether the course shipped exactly this. Only then do its activities start by themselves. */
export function isOneOf(shipped: ReadonlySet<string>, panel: NotebookPanel): boolean {
  return shipped.has(digestOf(partsOf(panel).map(part => [part.kind, part.source] as const)));
}

function partsOf(panel: NotebookPanel): Part[] {
  return [...(panel.content.model?.cells ?? [])].map(cell => ({
    id: cell.id,
    kind: cell.type,
    source: cell.sharedModel.getSource(),
  }));
}

/** What stands around the lesson's own words. */
export interface Surroundings {
  /** Above the first section, and above every other one. start: what a person has to ask for. */
  head(first: boolean, start?: () => void): HTMLElement;
  /** Below a section: the way on, and "Something's not right here". */
  foot(section: Section, sections: readonly Section[]): HTMLElement;
}

/** A lesson that is open in JupyterLab. */
export class Lesson {
  readonly parts: readonly Part[];
  readonly sections: readonly Section[];
  /** Nothing of this lesson starts before somebody asks for it. */
  waits = false;
  private readonly head = el('div', { class: 'cp-lesson__head' });
  private readonly foot = el('div', { class: 'cp-lesson__foot' });
  private current: Section;

  /** panel: its contents must have been read (`panel.context.ready`). */
  constructor(
    readonly panel: NotebookPanel,
    private readonly around: Surroundings,
  ) {
    this.parts = partsOf(panel);
    this.sections = sectionsOf(this.parts);
    this.current = this.sections[0];
    this.dress();
  }

  /** Draw what the code parts show, those of the section on the screen first. */
  async start(): Promise<void> {
    const here = this.current.parts;
    const others = this.parts.map((_, at) => at).filter(at => !here.includes(at));
    const places: [HTMLElement, Call][] = [];
    for (const at of [...here, ...others]) {
      const { kind, source } = this.parts[at];
      const call = kind === 'code' ? callIn(source) : null;
      if (!call) continue;
      const place = el('div', { class: 'cp-part' });
      this.panel.content.widgets[at].node.append(place);
      places.push([place, call]);
    }
    this.panel.node.dataset.drawing = '';
    for (const [place, call] of places) {
      if (this.panel.isDisposed) return;
      await showPart(place, call).ready;
    }
    delete this.panel.node.dataset.drawing;
  }

  /** It goes. What it shows stays at work only where an answer is on its way. */
  leave(): void {
    leaveAll(this.panel.node);
  }

  /** The section for an address: by its id or heading, by an activity in it, or the first. */
  find(section?: string, activity?: string): Section {
    if (activity) {
      const at = partOf(this.parts, activity);
      if (at >= 0) return sectionWith(this.sections, at);
    }
    return sectionCalled(this.sections, section) ?? this.sections[0];
  }

  /** The section that holds a heading or a source with this id in the page, or null. */
  holding(anchor: string): Section | null {
    const name = CSS.escape(anchor); // JupyterLab keeps a heading's own name aside, in data
    const target = this.panel.node.querySelector(`#${name}, [data-jupyter-id="${name}"]`);
    const at = this.panel.content.widgets.findIndex(cell => target && cell.node.contains(target));
    return at < 0 ? null : sectionWith(this.sections, at);
  }

  /** Show one section, and put the reader at its top. */
  show(section: Section): void {
    this.current = section;
    this.panel.content.widgets.forEach((cell, at) => {
      cell.node.classList.toggle('cp-away', !section.parts.includes(at));
    });
    this.redraw();
    const scroller = this.panel.node.querySelector('.jp-WindowedPanel-outer');
    if (scroller) scroller.scrollTop = 0;
  }

  /** Draw what stands around the section again: counts may have changed. */
  redraw(): void {
    const first = this.current === this.sections[0];
    fill(this.head, this.around.head(first, this.waits ? this.asked : undefined));
    fill(this.foot, this.around.foot(this.current, this.sections));
  }

  /** Somebody asked for what the course did not ship: once, and in the order of the page. */
  private readonly asked = (): void => {
    this.waits = false;
    const cells = this.panel.content.widgets.filter(cell => cell.model.type === 'code');
    void new Running(this.panel).start(cells as CodeCell[], firstStart(this.panel));
    this.redraw();
    void this.focus();
  };

  /**
   * Put the focus on the heading of an activity, once it is drawn; or on the section's own; unless
   * somebody has moved on since they asked for it.
   */
  async focus(activity?: string, hasMovedOn = watchForMovingOn()): Promise<void> {
    const place = this.panel.node;
    const wanted = activity
      ? `[data-activity="${CSS.escape(activity)}"] [tabindex="-1"]`
      : '.jp-Cell:not(.cp-away) :is(h1, h2)';
    const heading = await found(() => place.querySelector<HTMLElement>(wanted));
    if (!heading) return;
    heading.setAttribute('tabindex', '-1');
    // JupyterLab gives the focus to its own part first, in a message that is still on its way.
    await pause(50);
    if (hasMovedOn()) return;
    if (activity) heading.scrollIntoView({ block: 'start' });
    heading.focus({ preventScroll: true });
  }

  private dress(): void {
    const { panel } = this;
    panel.toolbar.hide();
    panel.addClass('coprod-lesson');
    const node = panel.content.node;
    node.classList.add('cp', 'cp-main');
    asPlainPage(panel.node, node);
    // Words are drawn a moment after the page is.
    const drawn = new MutationObserver(() => requestAnimationFrame(() => nameTableCells(node)));
    drawn.observe(node, { childList: true, subtree: true });
    // How to start the activities by hand, for JupyterLab without this extension.
    for (const cell of panel.content.widgets) {
      const tags = cell.model.getMetadata('tags') as string[] | undefined;
      cell.node.classList.toggle('cp-by-hand', tags?.includes('by-hand') ?? false);
    }
    const inner = node.querySelector('.jp-WindowedPanel-inner');
    inner?.before(this.head);
    inner?.after(this.foot);
    // Reading is all a learner does with the words: a double click must not open the source.
    node.addEventListener('dblclick', event => event.stopPropagation(), true);
    // Nothing on this page is the learner's to save; their answers lie elsewhere.
    panel.context.model.stateChanged.connect(model => {
      if (model.dirty) model.dirty = false;
    });
  }
}

/**
 * A page to read: nothing for a screen reader to announce but the words, no tab stop but controls
 * (design/lab.md). JupyterLab sets its roles and labels again when it likes, so they are watched.
 */
function asPlainPage(...outer: HTMLElement[]): void {
  const names = ['role', 'aria-label', 'aria-labelledby', 'tabindex'];
  const plain = (part: HTMLElement) => names.forEach(name => part.removeAttribute(name));
  const inner = '.jp-Cell, .jp-WindowedPanel-viewport';
  const parts = [...outer, ...outer[0].querySelectorAll<HTMLElement>(inner)];
  const watch = new MutationObserver(changes => {
    for (const { target, attributeName } of changes) {
      (target as HTMLElement).removeAttribute(attributeName ?? '');
    }
  });
  for (const part of parts) {
    plain(part);
    watch.observe(part, { attributes: true, attributeFilter: names });
  }
}

/** What a look gives, once it gives something; null after ten seconds. */
async function found<T>(look: () => T | null): Promise<T | null> {
  for (let turn = 0; turn < 100; turn += 1) {
    const it = look();
    if (it) return it;
    await pause(100);
  }
  return null;
}
