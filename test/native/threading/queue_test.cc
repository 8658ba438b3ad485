/*
Queues by themselves:

g++ -std=c++20 -Wall -Wextra -pthread -Inative -Itest/native test/native/threading/queue_test.cc \
  native/core/base/posix/descriptor.cc -o /tmp/queue_test && /tmp/queue_test
*/
#include "core/threading/queue.h"

#include <fcntl.h>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "check.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

using Outcome = Queue::Outcome;

constexpr double kForEver_ms = 1e9;

Message Of(int value) {
  return {{static_cast<std::byte>(value)}, {}, {}};
}

void Put(Queue& queue, int value, Outcome outcome = Outcome::kDone) {
  Message message = Of(value);
  CHECK(queue.TryPut(message) == outcome);
}

void Get(Queue& queue, int value) {
  Message message;
  CHECK(queue.Get(message, After(0)) == Outcome::kDone);
  CHECK(message.bytes == Of(value).bytes);
}

void GetNothing(Queue& queue, Outcome outcome) {
  Message message;
  CHECK(queue.Get(message, After(1)) == outcome);
}

void FirstInFirstOut() {
  Queue queue(0);
  GetNothing(queue, Outcome::kNotYet);
  for (int i = 0; i < 100; ++i) Put(queue, i);
  CHECK(queue.size() == 100);
  for (int i = 0; i < 100; ++i) Get(queue, i);
}

void Room() {
  Queue queue(2);
  Put(queue, 1);
  CHECK(queue.WaitForRoom(After(0)) == Outcome::kDone);
  Put(queue, 2);
  Put(queue, 3, Outcome::kNotYet);
  CHECK(queue.WaitForRoom(After(1)) == Outcome::kNotYet);
  queue.set_maxsize(1);
  Get(queue, 1);
  Put(queue, 3, Outcome::kNotYet);
  queue.set_maxsize(-1);
  Put(queue, 3);
  Get(queue, 2);
}

void Tasks() {
  Queue queue(0);
  CHECK(!queue.TaskDone() && queue.Join(After(0)));
  Put(queue, 1);
  Get(queue, 1);
  CHECK(queue.unfinished_tasks() == 1 && !queue.Join(After(1)));
  CHECK(queue.TaskDone() && queue.Join(After(0)) && !queue.TaskDone());
}

void ShuttingDown() {
  Queue queue(1);
  Put(queue, 1);
  queue.ShutDown(false);
  Put(queue, 2, Outcome::kShutDown);
  CHECK(queue.WaitForRoom(After(0)) == Outcome::kShutDown);
  Get(queue, 1);
  GetNothing(queue, Outcome::kShutDown);

  Queue dropped(0);
  Put(dropped, 1);
  Put(dropped, 2);
  Get(dropped, 1);
  dropped.ShutDown(true);
  CHECK(dropped.size() == 0 && dropped.unfinished_tasks() == 1 && dropped.is_shut_down());
  GetNothing(dropped, Outcome::kShutDown);
  CHECK(dropped.TaskDone() && !dropped.TaskDone());
}

void WhatIsCarriedLivesInTheQueue() {
  auto carried = std::make_shared<int>(1);
  const std::weak_ptr<int> seen = carried;
  Ends pipe = Pipe();
  const int fd = pipe.first.get();
  {
    Queue queue(1);
    Message message = Of(1);
    message.carried.push_back(std::move(carried));
    message.descriptors.push_back(std::move(pipe.first));
    CHECK(queue.TryPut(message) == Outcome::kDone);
    CHECK(!seen.expired() && ::fcntl(fd, F_GETFD) >= 0);
    Message kept = Of(2);
    CHECK(queue.TryPut(kept) == Outcome::kNotYet && !kept.bytes.empty());
  }
  CHECK(seen.expired() && ::fcntl(fd, F_GETFD) < 0);
}

/// Waits that are cut into slices lose nothing.
void NothingIsLostBetweenThreads() {
  Queue queue(3);
  constexpr int kThreads = 3;
  constexpr int kTimes = 2'000;
  std::atomic<int> received = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&queue] {
      for (int n = 0; n < kTimes; ++n) {
        Message message = Of(n);
        while (queue.TryPut(message) == Outcome::kNotYet) {
          (void)queue.WaitForRoom(After(n % 3 == 0 ? 0.01 : kForEver_ms));
        }
      }
    });
    threads.emplace_back([&queue, &received] {
      Message message;
      for (int n = 0;; ++n) {
        const Outcome outcome = queue.Get(message, After(n % 3 == 0 ? 0.01 : kForEver_ms));
        if (outcome == Outcome::kShutDown) return;
        if (outcome == Outcome::kNotYet) continue;
        ++received;
        CHECK(queue.TaskDone());
      }
    });
  }
  for (size_t i = 0; i < threads.size(); i += 2) threads[i].join();
  CHECK(queue.Join(After(kForEver_ms)));
  queue.ShutDown(false);
  for (size_t i = 1; i < threads.size(); i += 2) threads[i].join();
  CHECK(received == kThreads * kTimes);
}

}  // namespace

int main() {
  FirstInFirstOut();
  Room();
  Tasks();
  ShuttingDown();
  WhatIsCarriedLivesInTheQueue();
  NothingIsLostBetweenThreads();
  std::puts("queue: ok");
}
