"""What people hand in and get back as files."""
