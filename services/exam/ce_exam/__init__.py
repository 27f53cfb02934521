"""Exam: item bank, papers, attempts, marks, resits, new study after failures."""
