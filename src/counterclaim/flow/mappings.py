"""Column mappings as the command line needs them; intake's own, passed through."""

from counterclaim.intake.tables.mapping import load_mapping, parse_columns, save_mapping

__all__ = ["load_mapping", "parse_columns", "save_mapping"]
