/*
Queues: what is put is got once, in the order of each producer.

g++ -std=c++20 -g -O1 -fsanitize=thread -Wall -Wextra -pthread -Inative -Itest/native \
  test/native/race/queue_race.cc native/core/base/posix/descriptor.cc -o /tmp/queue_race && \
  /tmp/queue_race
*/
#include "core/threading/queue.h"

#include <array>
#include <atomic>
#include <cstring>

#include "race.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

using Outcome = Queue::Outcome;

constexpr int kProducers = 2;
constexpr int kEach = 40;

struct Item {
  int producer;
  int number;
};

/// Counts those that live, and so what messages carry.
class Carried {
 public:
  explicit Carried(std::atomic<int>& alive) : alive_(alive) { ++alive_; }
  Carried(const Carried&) = delete;
  Carried& operator=(const Carried&) = delete;
  ~Carried() { --alive_; }

 private:
  std::atomic<int>& alive_;
};

struct Subject {
  explicit Subject(Random& random)
      : queue(random.Below(4)),
        consumers(random.OneIn(3) ? 1 : 3),
        are_mortal(random.OneIn(2)),
        is_cut_off(random.OneIn(4)) {}

  Queue queue;
  const int consumers;
  /// Whether threads end in the midst of it: all but one of each kind.
  const bool are_mortal;
  /// Whether it is shut down with something in it.
  const bool is_cut_off;
  std::atomic<int> carried = 0;
  std::atomic<int> put = 0;
  std::atomic<int> got = 0;
  std::atomic<int> producers_ended = 0;
  std::array<std::array<std::atomic<int>, kEach>, kProducers> times{};
};

Message MessageOf(Subject& subject, Item item) {
  Message message;
  message.bytes.resize(sizeof item);
  std::memcpy(message.bytes.data(), &item, sizeof item);
  message.carried.push_back(std::make_shared<Carried>(subject.carried));
  return message;
}

/// False if the queue is shut down, or the thread has ended.
bool Put(Subject& subject, Random& random, Item item, bool is_mortal) {
  Message message = MessageOf(subject, item);
  for (;;) {
    Outcome outcome = subject.queue.WaitForRoom(random.AnyDeadline());
    if (outcome == Outcome::kDone && is_mortal && random.OneIn(20)) {
      subject.queue.PassRoomOn();
      return false;
    }
    if (outcome == Outcome::kDone) outcome = subject.queue.TryPut(message);
    if (outcome != Outcome::kNotYet) return outcome == Outcome::kDone;
    CHECK(message.bytes.size() == sizeof item);
  }
}

void Produce(Subject& subject, Random& random, int producer) {
  const bool is_mortal = subject.are_mortal && producer > 0;
  for (int number = 0; number < kEach; ++number) {
    if (!Put(subject, random, {producer, number}, is_mortal)) break;
    ++subject.put;
    random.Pause();
  }
  ++subject.producers_ended;
}

/// Of each producer, the number of what this consumer has got last.
using Last = std::array<int, kProducers>;

void Take(Subject& subject, const Message& message, Last& last) {
  Item item{};
  std::memcpy(&item, message.bytes.data(), sizeof item);
  CHECK(message.carried.size() == 1 && subject.carried > 0);
  const auto producer = static_cast<size_t>(item.producer);
  CHECK(++subject.times[producer][static_cast<size_t>(item.number)] == 1);
  // What one consumer has put back, another may have got something later than.
  if (subject.consumers == 1 || !subject.are_mortal) CHECK(item.number > last[producer]);
  last[producer] = item.number;
  ++subject.got;
  CHECK(subject.queue.TaskDone());
}

void Consume(Subject& subject, Random& random, int consumer) {
  Last last;
  last.fill(-1);
  for (;;) {
    Message message;
    const Outcome outcome = subject.queue.Get(message, random.AnyDeadline());
    if (outcome == Outcome::kShutDown) return;
    if (outcome == Outcome::kNotYet) continue;
    if (!subject.are_mortal || !random.OneIn(10)) {
      Take(subject, message, last);
      continue;
    }
    subject.queue.PutBack(std::move(message));
    if (consumer > 0) return;
  }
}

void Look(Subject& subject, Random& random) {
  if (!random.is_patient() && random.OneIn(10)) subject.queue.set_maxsize(random.Below(4));
  CHECK(subject.queue.maxsize() < 4);
  CHECK(subject.queue.size() <= size_t{kProducers} * kEach);
  CHECK(subject.queue.unfinished_tasks() <= size_t{kProducers} * kEach);
  std::this_thread::yield();
}

void ShutDown(Subject& subject, Random& random) {
  const int enough = random.Below(kEach);
  while (subject.producers_ended < kProducers) {
    if (subject.is_cut_off && subject.got > enough) break;
    Look(subject, random);
  }
  if (!subject.is_cut_off) {
    CHECK(subject.queue.Join(After(kForEver_ms)));
    CHECK(subject.got == subject.put);
  }
  subject.queue.ShutDown(random.OneIn(2));
}

/// Whoever waits for room has it when the queue grows, though nothing is got.
void Grow(Random& random) {
  constexpr int kMore = 3;
  Queue queue(1);
  InThreads(random, kMore + 1, 1, [&](Random& its, int64_t ident) {
    its.Pause();
    if (ident == 1) return queue.set_maxsize(kMore);
    Message message;
    do {
      CHECK(queue.WaitForRoom(After(kForEver_ms)) == Outcome::kDone);
    } while (queue.TryPut(message) != Outcome::kDone);
  });
  CHECK(queue.size() == kMore);
}

void Round(Random& random) {
  Subject subject(random);
  std::thread ender([&, its = random.Another()]() mutable { ShutDown(subject, its); });
  InThreads(random, kProducers + subject.consumers, 1, [&](Random& its, int64_t ident) {
    const int number = static_cast<int>(ident) - 1;
    if (number < kProducers) {
      Produce(subject, its, number);
    } else {
      Consume(subject, its, number - kProducers);
    }
  });
  ender.join();
  // One that ends may put something back when the others have gone.
  Last last;
  last.fill(-1);
  for (Message message; subject.queue.Get(message, Deadline()) == Outcome::kDone;) {
    Take(subject, message, last);
    message = {};
  }
  CHECK(subject.carried == 0 && subject.queue.unfinished_tasks() == 0);
  CHECK(subject.got <= subject.put);
  for (int i = 0; i < 10; ++i) Grow(random);
}

}  // namespace

int main(int argc, char** argv) {
  return Race(argc, argv, Round);
}
