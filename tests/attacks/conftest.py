"""The attacks are answers, not tests: nothing but `test_attacks.py` is to be collected here."""

collect_ignore_glob = ["*/*.py"]
