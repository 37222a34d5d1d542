"""The files of the repository: sizes, no registry hosts, and one test command for people and CI."""

import ast
import re
import subprocess

import pytest

HOSTS = re.compile(          # the backslashes keep this file from naming one
    r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|yarnpkg\.com|crates\.io|debian\.org"
    r"|registry\.[a-z0-9-]+\.(org|com|net|io|dev)\b",
    re.IGNORECASE,
)
PLAY, TEST = "pip install uv && uv run main.py", "pip install uv && uv run pytest"


def repository_files(root):
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, timeout=60)
    return [root / name for name in sorted(set(listed.stdout.split("\0")) - {""}) if (root / name).is_file()]


@pytest.fixture(scope="module")
def files(root):
    return repository_files(root)


def test_no_file_names_a_registry_host(root, files):
    found = [
        f"{file.relative_to(root)}:{number}: {match.group()}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="ignore").splitlines(), 1)
        if (match := HOSTS.search(line))
    ]
    assert not found, "\n".join(found)


def test_files_stay_under_400_lines_or_say_why(root, files):
    long = [
        f"{file.relative_to(root)}: {len(lines)} lines; split it, or say why in a comment that holds the words '400 lines'"
        for file in files
        if file.suffix == ".py" and len(lines := file.read_text(encoding="utf-8").splitlines()) > 400
        if not any(line.lstrip().startswith("#") and "400 lines" in line for line in lines)
    ]
    assert not long, "\n".join(long)


def test_functions_stay_under_60_lines_or_say_why(root, files):
    long = []
    for file in files:
        if file.suffix != ".py":
            continue
        lines = file.read_text(encoding="utf-8").splitlines()
        for node in ast.walk(ast.parse("\n".join(lines))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = lines[node.lineno - 1 : node.end_lineno]
                if len(body) > 60 and not any("#" in line and "60 lines" in line for line in body):
                    long.append(f"{file.relative_to(root)}:{node.lineno}: {node.name} has {len(body)} lines")
    assert not long, "split, or say why in a comment that holds the words '60 lines':\n" + "\n".join(long)


def test_readme_and_ci_use_the_same_commands(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    ci = (root / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert f"\n{PLAY}\n" in readme
    assert f"\n{TEST}\n" in readme
    assert f"{TEST} || exit 1" in ci


def test_main_only_hands_over(root):
    tree = ast.parse((root / "main.py").read_text(encoding="utf-8"))
    imports = [node.module for node in tree.body if isinstance(node, ast.ImportFrom)]
    assert imports == ["game.app.cli"]
    assert not [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]


def test_every_link_in_the_documents_leads_somewhere(root, files):
    dead = [
        f"{file.relative_to(root)}: {target}"
        for file in files
        if file.suffix == ".md"
        for target in re.findall(r"\]\(([^)#\s]+)", file.read_text(encoding="utf-8"))
        if "://" not in target and not (file.parent / target).exists()
    ]
    assert not dead, "\n".join(dead)
