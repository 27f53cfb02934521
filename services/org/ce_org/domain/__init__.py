"""Facts of the field: units, registrations, employments, and how names are compared."""
