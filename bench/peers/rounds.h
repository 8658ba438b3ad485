// The round protocol in C: a line on standard input runs one round, which answers with one JSON
// line on standard output; end of file ends the process. See bench/rounds/ for the other side.
#pragma once

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const double kShortestRoundNs = 50e6;

static inline int Check(int result, const char* call) {
  if (result < 0) {
    perror(call);
    exit(1);
  }
  return result;
}

static inline double ClockNs(clockid_t clock) {
  struct timespec now;
  Check(clock_gettime(clock, &now), "clock_gettime");
  return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static inline int NextRound(void) {
  char line[64];
  return fgets(line, sizeof line, stdin) != NULL;
}

static inline void AnswerNs(double ns) {
  printf("{\"figure\":%.3f}\n", ns);
  fflush(stdout);
}

// Time per call of `step`. The number of calls doubles until a round is long enough, and is kept
// for the rounds that follow.
static inline double NsPerStep(void (*step)(void)) {
  static uint64_t steps = 1;
  for (;; steps *= 2) {
    const double started_ns = ClockNs(CLOCK_MONOTONIC);
    for (uint64_t i = 0; i < steps; ++i) step();
    const double elapsed_ns = ClockNs(CLOCK_MONOTONIC) - started_ns;
    if (elapsed_ns >= kShortestRoundNs) return elapsed_ns / (double)steps;
  }
}
