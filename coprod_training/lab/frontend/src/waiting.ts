// Waiting for something that may never come.

/** The result. Fails after `wait` ms: a request that a network has lost would be waited for without end. */
export async function within<Result>(wait: number, asked: Promise<Result>): Promise<Result> {
  let clock: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, fail) => {
    clock = setTimeout(() => fail(new Error('no word in time')), wait);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(clock);
  }
}

/** So many ms. */
export function pause(wait: number): Promise<void> {
  return new Promise(done => setTimeout(done, wait));
}

// ms for the server to start a process, in the first turn; longer in each that follows, for a slow laptop.
const STARTS = 20_000;
const PAUSES = [200, 400, 1000, 2000, 3000]; // ms between tries; the last one again and again

/** ms for the server to start a process, in this turn. */
export function startsIn(turn: number): number {
  return (turn + 1) * STARTS;
}

/** Until the turn after this one. */
export function untilNext(turn: number): Promise<void> {
  return pause(PAUSES[Math.min(turn, PAUSES.length - 1)]);
}
