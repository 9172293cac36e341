"""The control API: JSON over HTTP under /control/, for tests and for the chat page."""
