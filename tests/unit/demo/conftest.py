"""The demo's files as the services read them."""

import base64

import pytest

from ce_demo.files.city import CITIES
from ce_files.sheets import read_sheet


@pytest.fixture(params=CITIES, ids=lambda city: city.folder)
def city(request):
    return request.param


@pytest.fixture
def lines():
    """Read a file of a city with a service's template; every heading must be known."""

    def read(template, city, name):
        content = city.file(name).read_bytes()
        found, unknown = template.read(read_sheet({"content": base64.b64encode(content).decode()}))
        assert unknown == []
        return found

    return read


@pytest.fixture
def problems():
    """Return the problems of rows as (row, column, code)."""
    return lambda rows: [(row.number, one.column, one.code) for row in rows for one in row.problems]
