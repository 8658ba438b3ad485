{
  "variables": {
    "sanitizers": [
      "-fsanitize=address,undefined",
      "-fno-sanitize-recover=undefined",
      "-fno-omit-frame-pointer"
    ]
  },
  "targets": [
    {
      "target_name": "selectors_ts",
      "includes": ["../../native/addon.gypi", "../kqueue/standin.gypi"],
      "defines": ["KQUEUE_STANDIN_NETBSD_LAYOUT"],
      "cflags": ["<@(sanitizers)", "-g"],
      "ldflags": ["<@(sanitizers)"]
    }
  ]
}
