"""Documents become files that the person takes along: text, PDF, JSON."""
