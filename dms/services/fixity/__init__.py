"""No stored byte changes unnoticed: every claimed file is read again once in a cycle and compared with the digest taken
at its receipt, never with anything the store itself says; what is spoilt is written anew from the second copy."""

from dms.services.fixity.alarm import order_due, raise_due
from dms.services.fixity.checking import cycle_begins, run

__all__ = ["cycle_begins", "order_due", "raise_due", "run"]
