"""The bus as every process knows it: names, connections, confirms, batches, the outbox's relay, dead letters."""
