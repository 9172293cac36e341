"""Words out to translators and back into the content, byte by byte; nothing else of a file changes."""
