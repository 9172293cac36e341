"""The edges: everything that touches Telegram, a database, a file, a clock or a terminal."""
