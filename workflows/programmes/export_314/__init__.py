"""Support for promotion abroad: order 314-НҚ as amended by order 298-НҚ."""
