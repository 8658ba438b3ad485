// The round protocol in C: a line on standard input asks for a round, with the time that it should
// take in ms; a line of JSON on standard output answers with its figures; end of file ends the
// process. See bench/rounds/ for the other side.
#pragma once

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const double kNsPerMs = 1e6;

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

// Time per call of `step`. The number of calls doubles until a round is long enough, and is kept
// for the rounds that follow.
static inline double NsPerStep(void (*step)(void), double round_ns) {
  static uint64_t steps = 1;
  for (;; steps *= 2) {
    const double started_ns = ClockNs(CLOCK_MONOTONIC);
    for (uint64_t i = 0; i < steps; ++i) step();
    const double elapsed_ns = ClockNs(CLOCK_MONOTONIC) - started_ns;
    if (elapsed_ns >= round_ns) return elapsed_ns / (double)steps;
  }
}

// Answers with the time per unit, until there is no more input.
static inline void AnswerRounds(void (*step)(void), int units_per_step) {
  char line[64];
  while (fgets(line, sizeof line, stdin) != NULL) {
    const double ns = NsPerStep(step, strtod(line, NULL) * kNsPerMs);
    printf("{\"time\":%.3f}\n", ns / units_per_step);
    fflush(stdout);
  }
}
