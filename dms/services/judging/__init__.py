"""What the rules are asked with: rows into facts, grounds and sums, and the law that judges the case."""
