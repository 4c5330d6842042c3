"""How the system stands on a machine: the database it runs on, its migrations, its processes.

Nothing here knows a case, a form or a rule."""
