"""From the world to Article: files, folders, globs, standard input."""
