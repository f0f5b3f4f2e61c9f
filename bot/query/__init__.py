"""Words to values: time phrases, filters, the whole request. Pure: now, zone and locale are arguments."""
