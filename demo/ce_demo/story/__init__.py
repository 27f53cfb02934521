"""One professional's year, told through the public gRPC API only."""
