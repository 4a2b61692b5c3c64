// Where a learner is in the course, as the part of the address after #. Each page and each section
// has its own, so back, forward, reload and bookmarks work as on any other site.

export type Route =
  | { page: 'home' }
  | { page: 'certificate' } // course home, at what it says of a certificate
  | { page: 'module'; id: string; section?: string; activity?: string }
  | { page: 'exercise'; id: string; section?: string; activity?: string }
  | { page: 'feedback'; id: string }
  | { page: 'my-data' }
  | { page: 'help' }
  | { page: 'forum' }
  | { page: 'history'; module?: string }
  | { page: 'report'; about: string; section: string };

/** In the query of whoever looks on: a trainer who sees the course as a learner does. */
export const LOOKING = 'learner-view';

/** Whether somebody looks on here. search: the query of this page's own address. */
export function looksOn(search = location.search): boolean {
  return new URLSearchParams(search).has(LOOKING);
}

/** The address of a route: "#/module/what-co-production-is/six-steps". */
export function hashOf(route: Route): string {
  const parts: string[] = route.page === 'home' ? [] : [route.page];
  if ('id' in route) parts.push(route.id);
  if ('module' in route && route.module) parts.push(route.module);
  if ('about' in route) parts.push(route.about, route.section);
  if ('section' in route && 'id' in route && route.section) parts.push(route.section);
  const activity =
    'activity' in route && route.activity ? `?at=${encodeURIComponent(route.activity)}` : '';
  return `#/${parts.map(encodeURIComponent).join('/')}${activity}`;
}

/** The module whose notebook an address leads to, as JupyterLab writes it in a link; or undefined. */
export function moduleAt(
  href: string,
  modules: readonly { id: string; path: string }[],
): string | undefined {
  const path = decodeURIComponent(new URL(href, 'http://here').pathname);
  return modules.find(one => path.endsWith(`/${one.path}`))?.id;
}

/** The route of an address; anything that is not one of ours is the home page. */
export function routeOf(hash: string): Route {
  if (!hash.startsWith('#/')) return { page: 'home' };
  const [path, query = ''] = hash.slice(2).split('?');
  const [page, id, section] = path.split('/').map(part => {
    try {
      return decodeURIComponent(part);
    } catch {
      return '';
    }
  });
  const activity = new URLSearchParams(query).get('at') ?? undefined;
  switch (page) {
    case 'module':
    case 'exercise':
      return id ? { page, id, section: section || undefined, activity } : { page: 'home' };
    case 'feedback':
      return id ? { page, id } : { page: 'home' };
    case 'certificate':
    case 'my-data':
    case 'help':
    case 'forum':
      return { page };
    case 'history':
      return { page, module: id || undefined };
    case 'report':
      return { page, about: id ?? '', section: section ?? '' };
    default:
      return { page: 'home' };
  }
}
