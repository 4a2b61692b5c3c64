// The few pictures of the course, drawn with lines so that they take the colour of the words beside
// them, forced colours included. None stands without a word: all are hidden from screen readers.

const SVG = 'http://www.w3.org/2000/svg';

interface Shape {
  /** The outline, as in an SVG path. */
  d: string;
  /** The width of the pen; without one the shape is filled. */
  pen?: number;
  /** Drawn in the colour of the ground: a tick inside a disc. */
  ground?: boolean;
}

const RING = 'M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15z';

const ICONS = {
  home: [{ d: 'M3 4.5h5v5H3zM12 10.5h5v5h-5z' }, { d: 'M12 4.5h5v5h-5zM3 10.5h5v5H3z', pen: 1.6 }],
  ring: [{ d: RING, pen: 2 }],
  half: [{ d: RING, pen: 2 }, { d: 'M10 2.5a7.5 7.5 0 0 1 0 15z' }],
  done: [
    { d: 'M10 1.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z' },
    { d: 'M5.8 10.3l3 3 5.4-6', pen: 2.2, ground: true },
  ],
  flag: [{ d: 'M5 18V3h10l-2.5 4L15 11H5', pen: 2 }],
  warn: [
    { d: 'M10 2.2L18.8 17.5H1.2z', pen: 2 },
    { d: 'M10 7.5v5M10 14v1.6', pen: 2 },
  ],
  info: [
    { d: 'M10 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16z', pen: 2 },
    { d: 'M10 9v5.5M10 5.5v1.8', pen: 2 },
  ],
  arrow: [{ d: 'M4 10h12M10.5 4.5L16 10l-5.5 5.5', pen: 2.2 }],
  menu: [{ d: 'M3 5.5h14M3 10h14M3 14.5h14', pen: 2.2 }],
} satisfies Record<string, Shape[]>;

export type IconName = keyof typeof ICONS;

/** One picture, the height of a line. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', `cp-icon cp-icon--${name}`);
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('width', '20');
  svg.setAttribute('height', '20');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
  svg.append(...ICONS[name].map(drawn));
  return svg;
}

function drawn({ d, pen, ground }: Shape): SVGPathElement {
  const path = document.createElementNS(SVG, 'path');
  const colour = ground ? 'var(--cp-surface)' : 'currentColor';
  path.setAttribute('d', d);
  path.setAttribute('fill', pen ? 'none' : colour);
  if (pen) {
    path.setAttribute('stroke', colour);
    path.setAttribute('stroke-width', String(pen));
  }
  return path;
}
