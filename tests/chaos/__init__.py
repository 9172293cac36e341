"""Long runs with kills and wrong clocks; each has a short form among the tests."""
