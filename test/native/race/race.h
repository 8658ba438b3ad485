// What the race drivers share: threads that do at random what a class allows, for a while, under
// ThreadSanitizer. A driver takes `--seconds N`, and `--seed N` for the first of them; the next
// second's seed is one more. It prints each before it is used. A seed repeats what each thread
// does, not how the system lets the threads take turns: a fault may need several attempts to come
// again.
#pragma once

#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <limits>
#include <random>
#include <string_view>
#include <thread>
#include <vector>

#include "check.h"
#include "core/base/deadline.h"

namespace selectors_ts::test {

constexpr double kForEver_ms = std::numeric_limits<double>::infinity();

class Random {
 public:
  Random(uint32_t seed, bool is_patient) : engine_(seed), is_patient_(is_patient) {}

  /// For another thread, which is as patient.
  Random Another() { return {Number(), is_patient_}; }

  /// Whether all that may wait for ever does: then no time-out makes up for a wake-up that is lost.
  bool is_patient() const { return is_patient_; }

  uint32_t Number() { return static_cast<uint32_t>(engine_()); }
  /// From 0, and below this.
  int Below(int end) { return static_cast<int>(Number() % static_cast<uint32_t>(end)); }
  bool OneIn(int count) { return Below(count) == 0; }

  /// One that is over, or soon is, or never is.
  core::Deadline AnyDeadline() {
    return is_patient_ || OneIn(4) ? core::After(kForEver_ms) : SoonOver();
  }
  core::Deadline SoonOver() { return core::After(OneIn(3) ? 0.0 : Below(500) / 1000.0); }

  /// Lets others go on in the midst of something, now and then.
  void Pause() {
    if (OneIn(4)) std::this_thread::yield();
  }

 private:
  std::mt19937 engine_;
  bool is_patient_;
};

/// Runs it in so many threads, which begin at the same time. Each ends and is followed by another,
/// as often as `lives` says; every one of them has an ident of its own, above 0.
inline void InThreads(Random& random, int count, int lives,
                      const std::function<void(Random& random, int64_t ident)>& run) {
  std::atomic<int> missing = count;
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) {
    threads.emplace_back([&, i, its = random.Another()]() mutable {
      --missing;
      while (missing > 0) std::this_thread::yield();
      for (int life = 1; life <= lives; ++life) {
        std::thread([&] { run(its, int64_t{i} * lives + life); }).join();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

inline uint32_t Option(int argc, char** argv, std::string_view name, uint32_t otherwise) {
  for (int i = 1; i + 1 < argc; ++i) {
    if (argv[i] == name) return static_cast<uint32_t>(std::stoul(argv[i + 1]));
  }
  return otherwise;
}

/// What a driver's main() is.
inline int Race(int argc, char** argv, void (*round)(Random& random)) {
  // More than any round takes: a thread that waits for ever ends the driver by SIGALRM.
  constexpr unsigned kLongestRound_s = 60;
  constexpr double kEachSeed_ms = 1000;
  uint32_t seed = Option(argc, argv, "--seed", std::random_device()() % 1'000'000);
  std::printf("seeds");
  for (uint32_t left = Option(argc, argv, "--seconds", 1); left > 0; --left, ++seed) {
    std::printf(" %u", seed);
    std::fflush(stdout);
    Random random(seed, false);
    const core::Deadline end = core::After(kEachSeed_ms);
    do {
      ::alarm(kLongestRound_s);
      Random its(random.Number(), random.OneIn(2));
      round(its);
    } while (core::Clock::now() < end);
  }
  std::puts(": ok");
  return 0;
}

}  // namespace selectors_ts::test
