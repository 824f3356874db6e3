"""The ledger for agents: read-only tools of the Model Context Protocol, each answer with claim ids and words.

answers   the frozen forms that tools answer with
tools     what each tool does: a ledger and arguments to an answer
server    the tools over the protocol
"""
