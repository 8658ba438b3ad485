{
  "targets": [
    {
      "target_name": "selectors_ts",
      "includes": ["addon.gypi"],
      "product_dir": "<(PRODUCT_DIR)/../../../build/Release"
    }
  ]
}
