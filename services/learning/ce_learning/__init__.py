"""Learning: catalogue of courses, enrolment and study time."""
