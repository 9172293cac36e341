"""The command line: one module a command, each a thin face on `flows.workshop` or on the running bot."""
