"""No stored byte changes unnoticed: every claimed file is read again once in a cycle and compared with the digest taken
at its receipt, never with anything the store itself says; what is spoilt is written anew from the second copy."""

from dms.services.fixity.alarm import order_due, raise_due
from dms.services.fixity.checking import cycle_begins, run
from dms.services.fixity.keeping import look as look_at_store
from dms.services.fixity.keeping import order_due as order_probe
from dms.services.fixity.keeping import run as probe_store

__all__ = ["cycle_begins", "look_at_store", "order_due", "order_probe", "probe_store", "raise_due", "run"]
