"""Courses, enrolments and study time, without any framework."""
