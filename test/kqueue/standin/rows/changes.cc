// What a change does to a filter.
#include "row.h"

namespace kqueue_standin::rows {
namespace {

void AddingAgainModifies(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD, 0, 0, 1) == 0);
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD, 0, 0, 2) == 0);
  const Events events = queue.Wait();
  EXPECT(events.size() == 1 && events[0].udata == ToUdata(2));
}

void ClearReportsActivations(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD | EV_CLEAR) == 0);
  Send(pair.far, "a");
  EXPECT(queue.Wait().size() == 1);
  EXPECT(queue.Wait().empty());
  Send(pair.far, "b");
  const Events events = queue.Wait();
  EXPECT(events.size() == 1 && events[0].data == 2);
  EXPECT(queue.Wait().empty());
}

void OneShotReportsOnce(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD | EV_ONESHOT) == 0);
  EXPECT(queue.Wait().size() == 1);
  EXPECT(queue.Wait().empty());
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_DELETE) == ENOENT);
}

void DispatchDisables(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ADD | EV_DISPATCH) == 0);
  Send(pair.far, "a");
  EXPECT(queue.Wait().size() == 1);
  Send(pair.far, "b");
  EXPECT(queue.Wait().empty());
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_ENABLE) == 0);
  EXPECT(queue.Wait().size() == 1);
  EXPECT(queue.Wait().empty());
  EXPECT(queue.Apply(pair.near, EVFILT_READ, EV_DELETE) == 0);
}

void DisabledIsSilentUntilEnabled(const System&) {
  const Pair pair;
  const Queue queue;
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ENABLE) == ENOENT);
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD | EV_DISABLE) == 0);
  EXPECT(queue.Wait().empty());
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ADD) == 0);
  EXPECT(queue.Wait().empty());
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_ENABLE) == 0);
  EXPECT(queue.Wait().size() == 1);
  EXPECT(queue.Apply(pair.near, EVFILT_WRITE, EV_DISABLE) == 0);
  EXPECT(queue.Wait().empty());
}

void UserFilter(const System&) {
  const Queue queue;
  constexpr int kIdent = 7;
  EXPECT(queue.Apply(kIdent, EVFILT_USER, 0, NOTE_TRIGGER) == ENOENT);
  EXPECT(queue.Apply(kIdent, EVFILT_USER, EV_ADD | EV_CLEAR, NOTE_FFCOPY | 5) == 0);
  EXPECT(queue.Wait().empty());
  EXPECT(queue.Apply(kIdent, EVFILT_USER, 0, NOTE_FFOR | 2) == 0);
  EXPECT(queue.Wait().empty());
  EXPECT(queue.Apply(kIdent, EVFILT_USER, 0, NOTE_TRIGGER) == 0);
  const Events events = queue.Wait();
  EXPECT(events.size() == 1 && events[0].ident == kIdent && events[0].fflags == 7);
  EXPECT(queue.Apply(kIdent, EVFILT_USER, 0, NOTE_FFNOP) == 0);
  EXPECT(queue.Wait().empty());
  EXPECT(queue.Apply(kIdent, EVFILT_USER, EV_DELETE) == 0);
  EXPECT(queue.Apply(kIdent, EVFILT_USER, 0, NOTE_TRIGGER) == ENOENT);
}

void UserFilterTriggeredByItsAdding(const System& system) {
  const Queue queue;
  EXPECT(queue.Apply(1, EVFILT_USER, EV_ADD, NOTE_TRIGGER | NOTE_FFCOPY | 5) == 0);
  EXPECT(queue.Wait().size() == (system.add_ignores_trigger ? 0 : 1));
  EXPECT(queue.Apply(1, EVFILT_USER, 0, NOTE_TRIGGER) == 0);
  // Not cleared: for as long as asked.
  for (int round = 0; round < 2; ++round) {
    const Events events = queue.Wait();
    EXPECT(events.size() == 1 && events[0].fflags == 5);
  }
}

}  // namespace

std::vector<Row> ChangeRows() {
  return {
      {"adding a filter that is there modifies it", AddingAgainModifies},
      {"EV_CLEAR reports once for each activation", ClearReportsActivations},
      {"EV_ONESHOT reports once and is gone", OneShotReportsOnce},
      {"EV_DISPATCH reports once and is disabled", DispatchDisables},
      {"a disabled filter is silent until EV_ENABLE", DisabledIsSilentUntilEnabled},
      {"EVFILT_USER reports when triggered", UserFilter},
      {"the change that adds an EVFILT_USER triggers it, or does not",
       UserFilterTriggeredByItsAdding},
  };
}

}  // namespace kqueue_standin::rows
