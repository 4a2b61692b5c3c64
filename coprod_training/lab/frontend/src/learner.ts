// The course as a learner meets it: what is at which address, and what happens on the way there.

import type { IRouter, JupyterFrontEnd, LabShell } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { NotebookPanel } from '@jupyterlab/notebook';

import { addressOf, notebookOf, routeOfAddress } from './addresses';
import { api, Away } from './api';
import {
  askForNoFormats,
  dismissDialogs,
  hideChrome,
  silenceShortcuts,
  takeOver,
  uncover,
} from './chrome';
import { Connection } from './connection';
import { routeOfLink, useCourseAddresses } from './course_links';
import { ExerciseList } from './exercise_list';
import { Frame } from './frame';
import { isOneOf, Lesson } from './lesson';
import { watchForMovingOn } from './moved_on';
import { openLesson } from './opening';
import { foot, head } from './pages/around';
import { away, headingOf, pageFor, updatePage } from './pages';
import type { Context } from './pages/context';
import { DELETED } from './pages/delete_my_data';
import { updateHome } from './pages/home';
import { CHOSEN } from './part_host';
import type { Course } from './replies';
import { hashOf, routeOf, type Route } from './route';
import { Title, titleOf } from './title';
import { pause } from './waiting';

const RETRY = 3000; // ms
const REST = 300; // ms after an answer was kept until the counts on the page follow

/** Opens the course and stays until the browser tab is closed. */
export class Learner {
  private readonly frame: Frame;
  private course!: Course;
  private shipped = new Set<string>();
  private lesson: Lesson | null = null;
  private route: Route = { page: 'home' };
  private inLesson = this.route; // what is shown of the lesson that is open
  private restored!: Promise<void>;
  private soon?: ReturnType<typeof setTimeout>;
  private readonly title = new Title();
  private readonly connection = new Connection(() => api.there());
  private readonly exercises = new ExerciseList(
    () => this.showExercises(),
    () => void this.connection.look(),
  );

  constructor(
    private readonly app: JupyterFrontEnd,
    private readonly shell: LabShell,
    private readonly router: IRouter,
    private readonly documents: IDocumentManager,
  ) {
    hideChrome(shell);
    silenceShortcuts(app);
    askForNoFormats(app);
    dismissDialogs();
    this.frame = new Frame(shell);
    this.connection.listenTo(app.serviceManager);
  }

  async open(): Promise<void> {
    this.route = location.hash.startsWith('#/') ? routeOf(location.hash) : { page: 'home' };
    this.restored = this.app.restored.then(() => {
      takeOver(this.shell, this.router, this.frame.main);
      this.frame.arrange();
    });
    const digests = api.digests().catch(() => null);
    this.course = await this.patiently(() => api.course());
    this.ship((await digests) ?? (await this.patiently(() => api.digests())));
    const asked = routeOfAddress(this.course, this.route);
    if (asked) this.route = asked;
    await this.restored;
    window.addEventListener('hashchange', () => void this.show(routeOf(location.hash)));
    document.addEventListener('coprod:saved', this.refreshSoon);
    this.followOtherTabs();
    document.addEventListener('click', event => this.followInside(event), true);
    history.replaceState(null, '', addressOf(this.route));
    await this.show(this.route, false);
    void this.exercises.ask();
  }

  private get context(): Context {
    return {
      course: this.course,
      exercises: this.exercises.all,
      refused: this.exercises.refused,
      route: this.route,
      go: route => this.go(route),
      refresh: () => this.refresh(),
      lookAgain: () => this.exercises.ask(),
    };
  }

  private go(route: Route): void {
    if (location.hash === hashOf(route)) void this.show(route);
    else location.hash = hashOf(route);
  }

  /** Draw the page of a route. move: whether the focus goes to its heading. */
  private async show(route: Route, move = true): Promise<void> {
    this.route = route;
    const hasMovedOn = watchForMovingOn(); // a lesson may be long on its way
    this.frame.close();
    const path = this.pathOf(route);
    this.frame.update(this.context);
    if (path) {
      await this.showLesson(path);
    } else {
      this.closeLesson();
      const page = pageFor(this.context);
      this.frame.showPage(page);
      if (move) headingOf(page, route)?.focus();
      // Somebody may have opened an exercise or given feedback since; nothing else would ask.
      if (move && ['home', 'exercise'].includes(route.page)) void this.exercises.ask();
    }
    document.body.classList.remove('coprod-opening');
    uncover();
    this.name();
    const { activity } = route as { activity?: string };
    if (this.route === route && (move || activity)) await this.lesson?.focus(activity, hasMovedOn);
  }

  private async showLesson(path: string): Promise<void> {
    const { section, activity } = this.route as { section?: string; activity?: string };
    if (this.lesson?.panel.context.path !== path) {
      const opened = await this.read(path);
      if (!opened) return;
      this.closeLesson();
      const lesson = new Lesson(opened, {
        head: (first, start) => head(this.context, first, start),
        foot: (at, all) => foot(this.context, at, all),
      });
      this.lesson = lesson;
      useCourseAddresses(opened.node, this.course.modules);
      lesson.waits = !isOneOf(this.shipped, opened);
      lesson.show(lesson.find(section, activity));
      this.inLesson = this.route;
      if (!lesson.waits) void lesson.start();
    } else {
      this.inLesson = this.route;
      this.lesson.show(this.lesson.find(section, activity));
      this.app.shell.activateById(this.lesson.panel.id);
    }
  }

  /**
   * The lesson once it can be read; null: gone elsewhere. Until then one calm sentence stands there,
   * or the lesson that is open: it could not be opened again.
   */
  private async read(path: string): Promise<NotebookPanel | null> {
    const asked = this.route;
    document.body.classList.add('coprod-opening');
    // What JupyterLab opens stays empty for ever when there is nothing to read, so we look first.
    const { contents } = this.app.serviceManager;
    while (!(await contents.get(path, { content: false }).catch(() => null))) {
      if (this.route !== asked) return null;
      if (this.lesson) return this.stay();
      void this.connection.look();
      this.frame.showPage(away(''));
      uncover();
      await pause(RETRY);
    }
    if (this.route !== asked) return null;
    const opened = await openLesson(this.documents, path, panel => this.isShipped(panel));
    if (!opened) return null;
    if (this.route === asked) return opened;
    if (this.pathOf(this.route) !== path) opened.dispose();
    return null;
  }

  /** Nothing else can be shown now: the lesson that is open stays, with its address. */
  private stay(): null {
    this.route = this.inLesson;
    history.replaceState(null, '', addressOf(this.route));
    this.frame.update(this.context);
    this.connection.notOpened();
    return null;
  }

  private pathOf(route: Route): string | null {
    return notebookOf(route, this.course, this.exercises.all);
  }

  /** Whether the course shipped this. It may have been mended since this page was opened. */
  private async isShipped(opened: NotebookPanel): Promise<boolean> {
    if (isOneOf(this.shipped, opened)) return true;
    await api.digests().then(
      digests => this.ship(digests),
      () => undefined,
    );
    return isOneOf(this.shipped, opened);
  }

  private ship(digests: Record<string, string[]>): void {
    this.shipped = new Set(Object.values(digests).flat());
  }

  /** One lesson at a time: a second one would only hold memory on the server. */
  private closeLesson(): void {
    const panel = this.lesson?.panel;
    this.lesson?.leave();
    this.lesson = null;
    if (!panel) return;
    void panel.sessionContext.shutdown().catch(() => undefined);
    panel.dispose();
  }

  /**
   * Something was kept, handed in or changed: counts and states follow on every page, once the server
   * has had time for the next answer, where somebody gives one after another.
   */
  private readonly refreshSoon = (): void => {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => void this.refresh(), REST);
  };

  private async refresh(): Promise<void> {
    const { setting } = this.course;
    try {
      this.course = await api.course();
    } catch {
      void this.connection.look();
      return; // the numbers follow with the next answer
    }
    if (this.course.setting !== setting) document.dispatchEvent(new Event(CHOSEN));
    this.update();
    await this.exercises.ask();
  }

  /** New counts and states, without moving what the learner is in the middle of. */
  private update(): void {
    this.frame.update(this.context);
    if (this.lesson) this.lesson.redraw();
    else if (['home', 'certificate'].includes(this.route.page))
      updateHome(this.context, this.frame.page.node);
    else if (this.showsExercise() && !this.pathOf(this.route)) {
      updatePage(this.context, this.frame.page.node);
      this.name();
    }
  }

  private async showExercises(): Promise<void> {
    const opens = this.showsExercise() && this.pathOf(this.route); // it was started meanwhile
    if (opens && !this.lesson) await this.show(this.route, false);
    else this.update();
  }

  private showsExercise(): boolean {
    return ['exercise', 'feedback'].includes(this.route.page);
  }

  /** Links in a lesson (#Some-heading, and those to another lesson) go to the section they name. */
  private followInside(event: MouseEvent): void {
    const link = (event.target as Element).closest?.<HTMLAnchorElement>('a[href*="#"]');
    if (!this.lesson || !link || !this.lesson.panel.node.contains(link)) return;
    const route = routeOfLink(link, this.route, name => this.lesson?.holding(name)?.id);
    if (!route) return;
    event.preventDefault();
    event.stopPropagation();
    this.go(route);
  }

  /** What was kept or handed in elsewhere shows here too: other tabs say so, or on coming back. */
  private followOtherTabs(): void {
    window.addEventListener('storage', ({ key, newValue }) => {
      if (key === DELETED) location.reload();
      else if (key?.startsWith('coprod:') && newValue === null) void this.refresh();
    });
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) void this.refresh();
    });
  }

  private name(): void {
    const heading = this.frame.page.node.querySelector('h1')?.textContent ?? '';
    this.title.set(titleOf(this.route, this.course, this.exercises.all, heading));
  }

  /** Ask until an answer comes; meanwhile one calm sentence stands on the page. */
  private async patiently<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        this.frame.showPage(away(error instanceof Away ? '' : String((error as Error).message)));
        void this.restored.then(uncover);
        await pause(RETRY);
      }
    }
  }
}
