"""Files that item banks are exchanged in: our XLSX template, Moodle XML, GIFT, QTI 2.x packages.

Readers and writers run in a worker process. Each reader gives lines with the columns of the XLSX template, so that
one set of rules judges them all; what a format cannot say is filled from the request. No library that is kept reads
them for what we need: those found write one format only, or need Python 2.
"""
