// Our three places on the screen: the bar at the top, the course panel at the side, and a page in
// the middle. When the window is narrow the panel moves above the page, and opens with a button.

import type { LabShell } from '@jupyterlab/application';
import { MainAreaWidget } from '@jupyterlab/apputils';
import { type BoxLayout, Widget } from '@lumino/widgets';

import { el } from './el';
import { hideFurniture } from './chrome';
import { leaveAll } from './part_host';
import { panel } from './pages/panel';
import { fill } from './pages/swap';
import { topbar } from './pages/topbar';
import type { Context } from './pages/context';

const MOST = 0.6; // of the window's height for what stands above the page; the rest scrolls
const NARROW = '(max-width: 52rem)'; // design.md, section 5

/** Holds one piece of our DOM in JupyterLab's layout. */
class Place extends Widget {
  constructor(id: string) {
    super();
    this.id = id;
    this.title.label = 'Course';
    this.title.closable = false;
  }

  /** Show this instead of what was there, and let the layout measure it again. */
  fill(content: HTMLElement): void {
    fill(this.node, content);
    this.measure();
  }

  measure(): void {
    const inside = this.node.firstElementChild as HTMLElement | null;
    const above = this.parent?.id === 'jp-header-panel';
    const room = Math.round(window.innerHeight * MOST);
    // With its borders, which scrollHeight leaves out: else it would be a pixel too low, and scroll.
    const whole = inside ? inside.scrollHeight + inside.offsetHeight - inside.clientHeight : 0;
    this.node.style.minHeight = above && inside ? `${Math.min(whole, room)}px` : '';
    this.parent?.fit();
  }
}

/** The frame around every page of the course. */
export class Frame {
  private readonly top = new Place('coprod-top');
  private readonly side = new Place('coprod-panel');
  readonly page: Place = new Place('coprod-page');
  readonly main: MainAreaWidget<Place>;
  private readonly narrow = window.matchMedia(NARROW);
  private open = false;
  private shown: Context | null = null;

  constructor(private readonly shell: LabShell) {
    this.main = new MainAreaWidget({ content: this.page });
    this.main.id = 'coprod-main';
    this.main.title.label = 'Course';
    this.main.toolbar.hide();
    this.page.addClass('cp-main');
    shell.add(this.top, 'header', { rank: 0 });
    (this.top.parent?.layout as BoxLayout).spacing = 0;
    this.arrange();
    this.narrow.addEventListener('change', () => this.arrange());
    window.addEventListener('resize', () => this.top.measure());
  }

  /** Draw the bar and the panel for where the learner is now. */
  update(context: Context): void {
    this.shown = context;
    this.top.fill(topbar(context, { menuOpen: this.open, onMenu: () => this.toggle() }));
    this.side.setHidden(this.narrow.matches && !this.open);
    this.side.fill(panel(context));
  }

  /** Show one of our own pages in the middle. */
  showPage(content: HTMLElement): void {
    const place = el('div', { class: 'cp-page' });
    fill(place, content);
    const scroller = el('div', { class: 'cp cp-scroller' }, place);
    leaveAll(this.page.node);
    this.page.node.replaceChildren(scroller);
    if (!this.main.isAttached) this.shell.add(this.main, 'main');
    this.shell.activateById(this.main.id);
    // JupyterLab calls it the panel of a tab, and there are no tabs.
    for (const name of ['role', 'aria-labelledby']) this.main.node.removeAttribute(name);
  }

  /** After going somewhere the menu is out of the way. */
  close(): void {
    if (this.open) this.toggle();
  }

  private toggle(): void {
    this.open = !this.open;
    if (this.shown) this.update(this.shown);
    this.top.node.querySelector<HTMLElement>('.cp-top__menu')?.focus();
  }

  /** Put the panel beside the page, or above it. */
  arrange(): void {
    this.open = false;
    this.shell.add(this.side, this.narrow.matches ? 'header' : 'left', { rank: 1 });
    if (!this.narrow.matches) this.shell.activateById(this.side.id);
    else this.shell.collapseLeft();
    hideFurniture(this.shell);
    if (this.shown) this.update(this.shown);
  }
}
