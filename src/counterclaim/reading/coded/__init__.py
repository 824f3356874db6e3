"""Rows that people coded, in the columns of ACLED or UCDP GED, to Readings: what the cells say, and nothing else.

cells     a row as a text with a line a cell, so that every value is led back to its words
acled, ucdp   which cell is the event, the place, the dead, the source
rows      whose columns a file has; a row's Reading
"""
