"""The courses here are data for other tests: `tests/course/test_validate.py` runs their tests by itself."""

collect_ignore_glob = ["*"]
