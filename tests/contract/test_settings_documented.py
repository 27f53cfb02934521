"""Every setting that is read stands in docs/operations/settings.md."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r"(?:\.read|_pem)\(\s*(?:v,\s*)?\"([A-Z_]+)\"")


def test_every_setting_is_documented():
    text = (ROOT / "docs" / "operations" / "settings.md").read_text()
    documented = set(re.findall(r"`([A-Z_]+)`", text))
    sources = [
        ROOT / "libs/ce_kit/ce_kit/settings.py",
        *ROOT.glob("services/*/ce_*/settings.py"),
        *ROOT.glob("gateway/*/settings.py"),
    ]
    names = {name for path in sources for name in READ.findall(path.read_text())}
    assert len(names) > 20
    assert names - documented == set()
