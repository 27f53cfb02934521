"""What every process of a platform stands on, without a domain noun: bus, database, errors, settings, logs."""
