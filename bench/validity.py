"""Holds every page and the style sheet of site/ against the Nu HTML checker; prints its errors. Wants Java and npm."""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKER = "vnu-jar@26"


def main() -> int:
    """Returns the checker's exit status: 0 without an error."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        site = Path(folder) / "site"
        build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
        subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
        subprocess.run(
            ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, CHECKER], check=True
        )
        jar = Path(folder) / "node_modules/vnu-jar/build/dist/vnu.jar"
        pages = sorted(site.rglob("*.html"))
        command = ["java", "-jar", str(jar), "--errors-only", "--format", "gnu", *map(str, pages)]
        status = subprocess.run(command, check=False).returncode
    print(f"{len(pages)} pages, " + ("errors" if status else "no error"))
    return status


if __name__ == "__main__":
    sys.exit(main())
