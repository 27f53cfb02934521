"""Operations on one machine: backing servers, platforms and their processes."""
