"""Facts files and golden cases: read them, judge them, compare them (案例文件)."""
