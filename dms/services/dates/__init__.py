"""Days that the law counts: terms of a case, the calendar and its versions, counting again, reminders."""
