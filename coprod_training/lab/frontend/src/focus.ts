// Where the focus goes after everything around it was drawn again: back to the same control, or to the
// top of what came.

import { CONTROL } from './controls';
import { pause } from './waiting';

interface Spot {
  activity: string;
  /** Which control of the activity, in the order of the page. */
  control: number;
  selection: [number | null, number | null];
}

/** Remembers where in a lesson the focus was last. */
export class FocusKeeper {
  private last: Spot | null = null;

  constructor(private readonly root: HTMLElement) {
    for (const type of ['focusin', 'keyup', 'pointerup']) {
      root.addEventListener(type, event => this.note(event.target as HTMLElement), true);
    }
  }

  /** Put the focus back, unless somebody has gone on to another part of the page since. */
  async giveBack(): Promise<void> {
    const spot = this.last;
    const activity = spot && (await this.drawn(spot.activity));
    if (!spot || !activity || !isNowhere(document.activeElement)) return;
    const control = controlsIn(activity)[spot.control];
    control?.focus();
    if (control instanceof HTMLTextAreaElement) control.setSelectionRange(...spot.selection);
  }

  private note(control: HTMLElement): void {
    const activity = control.closest<HTMLElement>('[data-activity]');
    if (!activity) {
      this.last = null;
      return;
    }
    const { selectionStart = null, selectionEnd = null } = control as HTMLTextAreaElement;
    this.last = {
      activity: activity.dataset.activity ?? '',
      control: controlsIn(activity).indexOf(control),
      selection: [selectionStart, selectionEnd],
    };
  }

  private async drawn(activity: string): Promise<HTMLElement | null> {
    const name = `[data-activity="${CSS.escape(activity)}"]`;
    for (let turn = 0; turn < 50; turn += 1) {
      await pause(50); // and a moment for dialogs to close
      const found = this.root.querySelector<HTMLElement>(name);
      if (found) return found;
    }
    return null;
  }
}

/**
 * Draw a place anew. Focus that was in it goes to the first heading or control of what came, and
 * where there is none to the place itself.
 */
export function drawAnew(place: HTMLElement, draw: () => void): void {
  const inside = place.contains(document.activeElement);
  draw();
  if (!inside || place.contains(document.activeElement)) return;
  const first = place.querySelector<HTMLElement>(`h1, h2, h3, h4, h5, ${CONTROL}`) ?? place;
  if (!first.matches(CONTROL)) first.setAttribute('tabindex', '-1');
  first.focus();
}

/** Where the focus falls when its control goes away; a dialog of JupyterLab's is no place either. */
function isNowhere(now: Element | null): boolean {
  return !now || now === document.body || now.closest('.jp-Dialog') !== null;
}

function controlsIn(activity: HTMLElement): HTMLElement[] {
  return [...activity.querySelectorAll<HTMLElement>(`${CONTROL}, [tabindex]`)];
}
