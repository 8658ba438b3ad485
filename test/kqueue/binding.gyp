{
  "targets": [
    {
      "target_name": "selectors_ts",
      "conditions": [
        [
          "OS == 'linux'",
          { "includes": ["../../native/addon.gypi", "standin.gypi"] },
          { "type": "none" }
        ]
      ]
    }
  ]
}
