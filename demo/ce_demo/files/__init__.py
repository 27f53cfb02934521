"""The files a clerk would have, and who and what stands in them.

`python -m ce_demo.files` writes `demo/files` anew from `data/`. The story takes people, units, courses, answers and
claims from the modules here, so it never reads its own spreadsheets: `people`, `units`, `courses`, `items`,
`evidence`; the files themselves are `city.ZIBO.file("staff.xlsx")` and so on.
"""
