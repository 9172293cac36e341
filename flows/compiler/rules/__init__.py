"""One rule a file: each looks at what was compiled and reports; none changes anything."""
