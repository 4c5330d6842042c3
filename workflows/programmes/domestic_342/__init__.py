"""Order 342, the domestic programme: what the law says, as data and pure functions, one module per subject."""
