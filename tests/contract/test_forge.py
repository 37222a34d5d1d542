"""Files that a forge reads: workflows, forms, the citation. Their schemas come with check-jsonschema, so nothing is fetched."""

import re
import subprocess
import sys
import tomllib

import pytest
import yaml

FILES = {
    "vendor.github-workflows": [".github/workflows/*.yml"], "vendor.github-issue-config": [".github/ISSUE_TEMPLATE/config.yml"],
    "vendor.github-issue-forms": [f".github/ISSUE_TEMPLATE/{form}.yml" for form in ("bug", "classroom", "fact", "idea")],
    "vendor.citation-file-format": ["CITATION.cff"],
}


@pytest.mark.parametrize("schema", FILES)
def test_it_is_what_the_forge_expects(root, schema):
    found = [str(path) for pattern in FILES[schema] for path in sorted(root.glob(pattern))]
    assert len(found) >= len(FILES[schema])
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *found]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout


def test_no_form_is_left_out(root):
    named = {path.rpartition("/")[2] for path in FILES["vendor.github-issue-forms"]} | {"config.yml"}
    assert {path.name for path in (root / ".github/ISSUE_TEMPLATE").iterdir()} == named


def test_workflows_call_what_there_is(root):
    """Every script, group and mark that a workflow names exists."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    marks = {line.partition(":")[0] for line in project["tool"]["pytest"]["ini_options"]["markers"]}
    lines = [
        line
        for path in (root / ".github/workflows").glob("*.yml")
        for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
        for step in job["steps"]
        for line in step.get("run", "").splitlines()
    ]
    text = "\n".join(lines)
    assert set(re.findall(r"--group (\S+)", text)) <= set(project["dependency-groups"])
    assert set(re.findall(r"-m ([a-z]+)\b(?!\.)", text)) - {"pip"} <= marks
    named = re.findall(r"(?:assets|tests|\.ci|docs)/[\w./-]+", text)
    assert named
    assert [name for name in named if not (root / name).exists()] == []


def test_every_job_has_a_limit_of_time_and_no_more_rights_than_it_needs(root):
    for path in (root / ".github/workflows").glob("*.yml"):
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert workflow["permissions"] == {"contents": "read"}, path.name
        for name, job in workflow["jobs"].items():
            assert job["timeout-minutes"] <= 45, f"{path.name}: {name}"
            assert job.get("permissions", {}) == ({"contents": "write"} if name == "release" else {}), f"{path.name}: {name}"


def test_hooks_before_a_commit_call_what_is_installed(root):
    """Each hook runs a tool of the development group, or of the project."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    repositories = yaml.safe_load((root / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    hooks = [hook for repository in repositories for hook in repository["hooks"]]
    tools = {hook["entry"].removeprefix("uv run --no-sync ").split()[0] for hook in hooks}
    assert tools <= {*project["dependency-groups"]["dev"], "lint-imports", "python"}
    assert {hook["language"] for hook in hooks} == {"system"}
