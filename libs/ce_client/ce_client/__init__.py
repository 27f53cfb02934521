"""The bus for programs on asyncio: asking services, and publishing with confirms."""
