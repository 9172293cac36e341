"""Translated files supply words; everything else of them is held against the source, and never used."""
