{
  "sources": [
    "binding/base/arguments.cc",
    "binding/base/clock.cc",
    "binding/base/descriptor.cc",
    "binding/base/environment.cc",
    "binding/base/error_numbers.cc",
    "binding/base/shared.cc",
    "binding/base/stack.cc",
    "binding/base/waker.cc",
    "binding/module.cc",
    "binding/multiprocessing/process.cc",
    "binding/select/constants.cc",
    "binding/select/loop_watch.cc",
    "binding/select/poll.cc",
    "binding/select/select.cc",
    "binding/select/state.cc",
    "binding/select/thread_watch.cc",
    "binding/select/watch.cc",
    "binding/socket/address.cc",
    "binding/socket/constants.cc",
    "binding/socket/lookup.cc",
    "binding/socket/socket.cc",
    "binding/threading/barrier.cc",
    "binding/threading/condition.cc",
    "binding/threading/event.cc",
    "binding/threading/gil.cc",
    "binding/threading/gils.cc",
    "binding/threading/lock.cc",
    "binding/threading/queue.cc",
    "binding/threading/semaphore.cc",
    "binding/threading/state.cc",
    "binding/threading/thread.cc",
    "core/base/posix/demangle.cc",
    "core/base/posix/descriptor.cc",
    "core/base/posix/host_symbol.cc",
    "core/multiprocessing/posix/process.cc",
    "core/multiprocessing/posix/spawn.cc",
    "core/select/posix/poll.cc",
    "core/select/posix/select.cc",
    "core/select/posix/watcher_thread.cc",
    "core/select/watcher.cc",
    "core/socket/posix/address.cc",
    "core/socket/posix/blocking.cc",
    "core/socket/posix/lookup.cc",
    "core/socket/posix/socket.cc",
    "core/threading/gil.cc",
    "core/threading/thread.cc"
  ],
  "include_dirs": [".", "<!(node -p \"path.dirname(require.resolve('node-addon-api/napi.h', { paths: [...process.env.PATH.split(path.delimiter), '.'] }))\")"],
  "defines": ["NAPI_VERSION=8", "NODE_ADDON_API_DISABLE_DEPRECATED", "NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS", "_FILE_OFFSET_BITS=64"],
  "cflags_cc!": ["-std=gnu++17", "-std=gnu++20", "-fno-exceptions"],
  "cflags_cc": [
    "-std=c++20",
    "-fexceptions",
    "-fno-rtti",
    "-fvisibility=hidden",
    "-Wall",
    "-Wextra",
    "-Wpedantic"
  ],
  "xcode_settings": {
    "GCC_ENABLE_CPP_EXCEPTIONS": "YES",
    "CLANG_CXX_LANGUAGE_STANDARD": "c++20",
    "GCC_SYMBOLS_PRIVATE_EXTERN": "YES",
    "MACOSX_DEPLOYMENT_TARGET": "11.0"
  },
  "conditions": [
    [
      "OS == 'linux'",
      {
        "defines": ["SELECTORS_TS_EPOLL"],
        "ldflags": ["-Wl,--version-script=<!(node -p \"['.', 'native', '../../native'].map((folder) => path.resolve(folder, 'exports.map')).find(fs.existsSync)\")"],
        "sources": ["core/select/linux/epoll.cc", "core/select/linux/loop.cc", "core/base/linux/waker.cc", "core/threading/linux/thread_id.cc", "binding/select/epoll.cc"]
      }
    ],
    [
      "OS in 'mac freebsd openbsd netbsd'.split()",
      {
        "defines": ["SELECTORS_TS_KQUEUE"],
        "sources": ["core/select/bsd/kqueue.cc", "core/select/bsd/loop.cc", "core/base/bsd/waker.cc", "core/threading/bsd/thread_id.cc", "binding/select/kqueue.cc"]
      }
    ]
  ]
}
