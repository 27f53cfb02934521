"""Facts of the field: items, papers, attempts, marks, who may sit."""
