"""Excuses and fingerprints hold through what formatters make of a description.

    formatters.py PROGRAM FOLDER PRETTIER

FOLDER is for temporary files. PRETTIER is its program; yamlfix is on the path.
"""

import json
import subprocess
import sys
from pathlib import Path

PROGRAM, FOLDER, PRETTIER = sys.argv[1:]

COMMENT = "# mentorcheck: allow asymmetry/labour-market-capital because the board said so (constructed)"
HEAD = "# A constructed description.\nprogramme: {name: Constructed, label: mentoring}\npurpose: {main: work}\nmentor:\n"
PLACES = {
    "above a list in brackets": f"  {COMMENT}\n  brings: [companionship,   'nothing-else' , ]\n  capacity: volunteer\n",
    "above a list in block style": f"  {COMMENT}\n  brings:\n    - companionship\n    - nothing-else\n",
    "on the line of the key": f"  brings: {COMMENT}\n    - companionship\n    - nothing-else\n",
    "on a line of the value": f"  brings:\n    - companionship {COMMENT}\n    - nothing-else\n",
    "on the last line of the value": f"  brings:\n  - companionship\n  - nothing-else {COMMENT}\n",
    "between the lines": f"  brings:\n    - companionship\n    {COMMENT}\n    - nothing-else\n",
    "at the closing bracket": f"  brings: [\n    companionship,\n    nothing-else\n  ] {COMMENT}\n",
    "after the brackets": f"  brings: [companionship, nothing-else] {COMMENT}\n",
    "inside the brackets": f"  brings:\n    [\n      {COMMENT}\n      companionship,\n      nothing-else,\n    ]\n",
    "at the closing brace": f"  {{\n    brings: [companionship, nothing-else],\n  }} {COMMENT}\n",
}
FORMATTERS = {
    "Prettier": [PRETTIER, "--write"],
    "Prettier, narrow": [PRETTIER, "--print-width", "40", "--write"],
    "Prettier, wide": [PRETTIER, "--print-width", "200", "--no-bracket-spacing", "--tab-width", "4", "--write"],
    "yamlfix": ["yamlfix"],
}
# yamlfix deletes comments inside brackets.
LOST = {("inside the brackets", "yamlfix")}


def findings(path):
    """What is found, with fingerprints, and whether it is excused."""
    run = subprocess.run([PROGRAM, "check", "--format", "json", path], capture_output=True, check=False)
    [programme] = json.loads(run.stdout)["programmes"]
    return sorted((one["code"], one["fingerprint"], "excused" in one) for one in programme["findings"])


path = Path(FOLDER) / "formatted.yaml"
rewritten = 0
for place, mentor in PLACES.items():
    for name, command in FORMATTERS.items():
        path.write_text(HEAD + mentor, "utf-8")
        before = findings(path)
        assert any(excused for _, _, excused in before), place
        subprocess.run([*command, path], capture_output=True, check=True)
        after = path.read_text("utf-8")
        rewritten += after != HEAD + mentor
        if (place, name) in LOST:
            assert COMMENT not in after, f"{name} keeps the comment {place} now"
        else:
            assert findings(path) == before, f"{place}, {name}:\n{after}"
assert rewritten > len(PLACES)
print(f"Formatters: {len(PLACES) * len(FORMATTERS)} descriptions, {rewritten} rewritten, and every excuse holds.")
