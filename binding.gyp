{
  "targets": [
    {
      "target_name": "selectors_ts",
      "sources": [
        "native/core/posix/descriptor.cc",
        "native/core/posix/poll.cc",
        "native/core/posix/select.cc",
        "native/core/posix/patient.cc",
        "native/core/posix/socket.cc",
        "native/core/posix/address.cc",
        "native/core/posix/lookup.cc",
        "native/binding/arguments.cc",
        "native/binding/constants.cc",
        "native/binding/descriptor.cc",
        "native/binding/environment.cc",
        "native/binding/module.cc",
        "native/binding/poll.cc",
        "native/binding/select.cc",
        "native/binding/socket.cc",
        "native/binding/socket_constants.cc",
        "native/binding/address.cc",
        "native/binding/lookup.cc"
      ],
      "include_dirs": [
        "native",
        "<!(node -p \"require('node-addon-api').include_dir\")"
      ],
      "defines": ["NAPI_VERSION=8", "NODE_ADDON_API_DISABLE_DEPRECATED"],
      "cflags_cc!": ["-std=gnu++17", "-std=gnu++20", "-fno-exceptions"],
      "cflags_cc": [
        "-std=c++20",
        "-fexceptions",
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
            "sources": ["native/core/epoll.cc", "native/binding/epoll.cc"]
          }
        ],
        [
          "OS in 'mac freebsd openbsd netbsd'.split()",
          {
            "defines": ["SELECTORS_TS_KQUEUE"],
            "sources": ["native/core/kqueue.cc", "native/binding/kqueue.cc"]
          }
        ]
      ]
    }
  ]
}
