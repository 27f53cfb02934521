"""The laws every rule set keeps, tried on seeded random cases of every city."""

from ce_rules.conformance import conformance

TestShandong = conformance("370000")
TestZibo = conformance("370300")
TestTaian = conformance("370900")
TestNingyang = conformance("370921")
TestWeihai = conformance("371000")
TestBinzhou = conformance("371600")
TestZouping = conformance("371681")
