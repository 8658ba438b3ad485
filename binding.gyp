{
  "targets": [
    {
      "target_name": "selectors_ts",
      "includes": ["native/addon.gypi"]
    }
  ]
}
