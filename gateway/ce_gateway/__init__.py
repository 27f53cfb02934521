"""Gateway: the gRPC API of a platform, and its federation with the province."""
