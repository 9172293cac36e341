"""What editors do with content: try, walk, compare, translate and look at it. Pure: files in, text out."""
