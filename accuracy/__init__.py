"""How right the reading is: scorers, pinned floors and the gate that the tests run."""
