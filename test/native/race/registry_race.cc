/*
What threads know by number: each number names one object, which lives as long as anybody holds it
and is destroyed once.

g++ -std=c++20 -g -O1 -fsanitize=thread -Wall -Wextra -pthread -Inative -Itest/native \
  test/native/race/registry_race.cc -o /tmp/registry_race && /tmp/registry_race
*/
#include "core/base/registry.h"

#include <array>
#include <atomic>

#include "binding/base/shares.h"
#include "core/base/shared_objects.h"
#include "race.h"

using namespace selectors_ts::core;
using namespace selectors_ts::test;

namespace {

constexpr int kThreads = 4;
constexpr int kLives = 2;
constexpr int kSteps = 400;
constexpr int kPlaces = 8;

std::atomic<int> alive = 0;

/// Two types, so that a number can be asked for as what it is not.
template <int kType>
class Object {
 public:
  Object() { ++alive; }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;
  ~Object() {
    value_ = -1;
    --alive;
  }

  /// Not atomic: written to before it is shared, and when it is destroyed.
  int value() const { return value_; }

 private:
  int value_ = kType;
};

/// Numbers on their way from one thread to another.
using Places = std::array<std::atomic<int64_t>, kPlaces>;

std::atomic<int64_t>& AnyOf(Places& places, Random& random) {
  return places[static_cast<size_t>(random.Below(kPlaces))];
}

void UseRegistry(Registry<Object<1>>& registry, Places& places, Random& random) {
  for (int i = 0; i < kSteps; ++i) {
    if (const auto object = registry.Find(AnyOf(places, random))) CHECK(object->value() == 1);
    const int64_t number = registry.Add(std::make_shared<Object<1>>());
    CHECK(number > 0 && registry.Find(number)->value() == 1);
    const int64_t before = AnyOf(places, random).exchange(number);
    registry.Remove(before);
    CHECK(!registry.Find(before));
    registry.Remove(before);
  }
}

/// As an environment: with shares of its own, which go with it.
void ShareObjects(Places& places, Random& random) {
  SharedObjects& all = SharedObjects::All();
  selectors_ts::binding::Shares<Object<2>> shares;
  std::vector<std::shared_ptr<void>> carried;
  for (int i = 0; i < kSteps; ++i) {
    const int64_t number = AnyOf(places, random);
    CHECK(!all.Find<Object<1>>(number));
    const int32_t index = random.OneIn(2) ? shares.From(number) : shares.Make();
    if (Object<2>* const mine = shares.Find(index)) {
      CHECK(mine->value() == 2 && all.Find<Object<2>>(shares.NumberOf(index)).get() == mine);
      AnyOf(places, random) = shares.NumberOf(index);
      if (!random.OneIn(4)) shares.Forget(index);
      CHECK(shares.Find(index) == nullptr || shares.NumberOf(index) > 0);
    }
    if (random.OneIn(4)) carried.push_back(all.Hold(number));
    if (random.OneIn(8)) carried.clear();
  }
}

/// What is pinned stays for good, however many pin it.
void Pin(Random& random) {
  auto made = SharedObjects::All().Make<int>(7);
  const int64_t number = made.second;
  InThreads(random, kThreads, 1, [&](Random&, int64_t) { SharedObjects::All().Pin(number); });
  made.first.reset();
  CHECK(*SharedObjects::All().Find<int>(number) == 7);
}

void Round(Random& random) {
  {
    Registry<Object<1>> registry;
    Places places{};
    InThreads(random, kThreads, kLives,
              [&](Random& its, int64_t) { UseRegistry(registry, places, its); });
    CHECK(alive <= kPlaces);
  }
  CHECK(alive == 0);
  Places places{};
  InThreads(random, kThreads, kLives, [&](Random& its, int64_t) { ShareObjects(places, its); });
  CHECK(alive == 0);
  for (const auto& number : places) CHECK(!SharedObjects::All().Hold(number));
  Pin(random);
}

}  // namespace

int main(int argc, char** argv) {
  return Race(argc, argv, Round);
}
