"""Federation: the city's sync ledger and stream, the province's receipt and answers."""
