"""Private RabbitMQ and PostgreSQL servers: started from the installed programs, owned by whoever runs them."""
