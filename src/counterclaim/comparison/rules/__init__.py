"""The rules by which two accounts are compared: each is one function that returns a score and a sentence."""
