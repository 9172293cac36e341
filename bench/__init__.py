"""Benchmarks: our bot beside a floor and a peer, and what one step costs. See docs/benchmarks.md."""
