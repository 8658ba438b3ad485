{
  "defines": ["SELECTORS_TS_KQUEUE"],
  "include_dirs": ["standin/include"],
  "sources": [
    "../../native/core/select/bsd/kqueue.cc",
    "../../native/binding/select/kqueue.cc",
    "standin/changes.cc",
    "standin/deadline.cc",
    "standin/kqueue.cc",
    "standin/open_kqueue.cc",
    "standin/readiness.cc",
    "standin/scan.cc",
    "standin/syscalls.cc",
    "standin/system.cc",
    "standin/watch.cc"
  ]
}
