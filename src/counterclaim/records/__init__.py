"""The nouns: frozen, typed records that pass between the stages. Standard library only, no input or output."""
