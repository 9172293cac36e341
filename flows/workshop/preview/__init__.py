"""All flows as one web page that can be clicked through, drawn by the engine itself."""
