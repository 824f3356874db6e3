"""What is said to have happened, to be planned, denied or foreseen."""
