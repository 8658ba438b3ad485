{
  "sources": [
    "core/posix/descriptor.cc",
    "core/posix/poll.cc",
    "core/posix/select.cc",
    "core/posix/patient.cc",
    "core/posix/socket.cc",
    "core/posix/address.cc",
    "core/posix/lookup.cc",
    "core/posix/watcher.cc",
    "core/posix/process.cc",
    "core/posix/spawn.cc",
    "core/thread.cc",
    "core/gil.cc",
    "core/demangle.cc",
    "binding/arguments.cc",
    "binding/clock.cc",
    "binding/constants.cc",
    "binding/descriptor.cc",
    "binding/environment.cc",
    "binding/error_numbers.cc",
    "binding/module.cc",
    "binding/poll.cc",
    "binding/process.cc",
    "binding/select.cc",
    "binding/socket.cc",
    "binding/socket_constants.cc",
    "binding/stack.cc",
    "binding/waker.cc",
    "binding/watch.cc",
    "binding/loop_watch.cc",
    "binding/thread_watch.cc",
    "binding/shared.cc",
    "binding/thread.cc",
    "binding/gil.cc",
    "binding/gils.cc",
    "binding/lock.cc",
    "binding/condition.cc",
    "binding/semaphore.cc",
    "binding/event.cc",
    "binding/barrier.cc",
    "binding/queue.cc",
    "binding/address.cc",
    "binding/lookup.cc"
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
        "sources": ["core/epoll.cc", "core/eventfd_waker.cc", "core/linux_thread_id.cc", "binding/epoll.cc"]
      }
    ],
    [
      "OS in 'mac freebsd openbsd netbsd'.split()",
      {
        "defines": ["SELECTORS_TS_KQUEUE"],
        "sources": ["core/kqueue.cc", "core/posix/pipe_waker.cc", "core/bsd_thread_id.cc", "binding/kqueue.cc"]
      }
    ]
  ]
}
