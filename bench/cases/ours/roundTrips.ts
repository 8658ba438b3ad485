import { answerFigures, Latencies } from '../../rounds/index.js';

const NS_PER_MS = 1e6;

/** Answers with the mean time of going there and back, and with how the single times are spread. */
export async function answerRoundTrips(thereAndBack: () => void | Promise<void>): Promise<void> {
  const latencies = new Latencies();
  // The other thread may still be starting.
  await thereAndBack();
  await answerFigures(async (roundMs) => {
    let trips = 0;
    let elapsedMs = 0;
    while (elapsedMs < roundMs) {
      const leftMs = performance.now();
      const trip = thereAndBack();
      if (trip !== undefined) await trip;
      const tripMs = performance.now() - leftMs;
      latencies.record(tripMs * NS_PER_MS);
      elapsedMs += tripMs;
      trips++;
    }
    return { time: (elapsedMs * NS_PER_MS) / trips, ...latencies.take() };
  });
}
