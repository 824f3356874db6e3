"""Numbers with what they measure and their bounds."""
