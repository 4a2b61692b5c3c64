// What every page of ours is given. Pages are plain functions from this to DOM: they hold no state
// of their own beyond what stands on the page, and never touch JupyterLab.

import type { Course, Exercise } from '../replies';
import type { Route } from '../route';

export interface Context {
  course: Course;
  /** null until the list has come: it takes a second or two, so pages show the rest first. */
  exercises: Exercise[] | null;
  /** Why the list did not come, in the server's words; "" while it is on its way. */
  refused: string;
  route: Route;
  go(route: Route): void;
  /** Ask the server again, and draw the page and the panel again from what it says. */
  refresh(): Promise<void>;
  /** Ask for the exercises alone; done once the server has said something. */
  lookAgain(): Promise<void>;
}
