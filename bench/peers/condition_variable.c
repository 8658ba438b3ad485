// A turn that two threads give each other, by a bare mutex and condition variable, as Node-API
// functions. await(me, ns) waits until it is the turn of this thread, 0 or 1, asks for it after so
// many ns, and returns the ns since the other one gave it; isAsked() tells the other one;
// give(me) gives it to the other one.
#include <node_api.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <time.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t given = PTHREAD_COND_INITIALIZER;
static uint32_t turn = 0;
static struct timespec given_at;
static atomic_int is_asked = 0;

static double NsSince(const struct timespec* past) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)(now.tv_sec - past->tv_sec) * 1e9 + (double)(now.tv_nsec - past->tv_nsec);
}

static struct timespec After(uint32_t ns) {
  struct timespec moment;
  clock_gettime(CLOCK_REALTIME, &moment);
  const int64_t sum_ns = (int64_t)moment.tv_nsec + ns;
  moment.tv_sec += sum_ns / 1000000000;
  moment.tv_nsec = sum_ns % 1000000000;
  return moment;
}

static void GetArguments(napi_env env, napi_callback_info info, size_t count, uint32_t* numbers) {
  napi_value values[2];
  napi_get_cb_info(env, info, &count, values, NULL, NULL);
  for (size_t i = 0; i < count; ++i) napi_get_value_uint32(env, values[i], &numbers[i]);
}

static napi_value Await(napi_env env, napi_callback_info info) {
  uint32_t numbers[2] = {0, 0};
  GetArguments(env, info, 2, numbers);
  const struct timespec ask_at = After(numbers[1]);
  pthread_mutex_lock(&mutex);
  while (turn != numbers[0]) {
    if (is_asked) {
      pthread_cond_wait(&given, &mutex);
    } else if (pthread_cond_timedwait(&given, &mutex, &ask_at) != 0) {
      is_asked = 1;
    }
  }
  const double latency_ns = NsSince(&given_at);
  pthread_mutex_unlock(&mutex);
  napi_value result;
  napi_create_double(env, latency_ns, &result);
  return result;
}

static napi_value IsAsked(napi_env env, napi_callback_info info) {
  (void)info;
  napi_value result;
  napi_get_boolean(env, is_asked, &result);
  return result;
}

static napi_value Give(napi_env env, napi_callback_info info) {
  uint32_t me = 0;
  GetArguments(env, info, 1, &me);
  pthread_mutex_lock(&mutex);
  clock_gettime(CLOCK_MONOTONIC, &given_at);
  turn = 1 - me;
  is_asked = 0;
  pthread_cond_signal(&given);
  pthread_mutex_unlock(&mutex);
  return NULL;
}

NAPI_MODULE_INIT() {
  const napi_property_descriptor functions[] = {
      {.utf8name = "await", .method = Await, .attributes = napi_enumerable},
      {.utf8name = "isAsked", .method = IsAsked, .attributes = napi_enumerable},
      {.utf8name = "give", .method = Give, .attributes = napi_enumerable},
  };
  const size_t count = sizeof functions / sizeof *functions;
  const napi_status status = napi_define_properties(env, exports, count, functions);
  return status == napi_ok ? exports : NULL;
}
