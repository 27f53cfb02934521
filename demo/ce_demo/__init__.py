"""One year of two cities and the province (演示), lived through the public gRPC API on files a clerk would have."""
