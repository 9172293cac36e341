"""The pure core: content becomes a snapshot, a snapshot and an event become a screen."""
