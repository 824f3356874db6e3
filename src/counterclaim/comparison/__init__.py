"""Claims to questions, accounts, origins and relations. Pure over records."""
