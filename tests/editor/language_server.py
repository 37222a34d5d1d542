"""A small client of the language server that editors use for YAML: opens files and asks what it says."""

import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).parent / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
INSTALL = "uv run --group editor npm install --prefix tests/editor --no-package-lock --no-audit --no-fund --ignore-scripts"
SETTINGS = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}}
PATIENCE = 60


class LanguageServer:
    """The server as a process, spoken to as an editor does, over its standard input and output."""

    def __init__(self, node: str, folder: Path) -> None:
        """Start it for a folder of packs."""
        self._process = subprocess.Popen(
            [node, str(PROGRAM), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )
        self._said: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._last = self._version = 0
        text = {"completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": False}}, "hover": {}}
        able = {"textDocument": {**text, "publishDiagnostics": {}}, "workspace": {"configuration": True}}
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": able})
        self._tell("initialized", {})

    def close(self) -> None:
        """End it."""
        self.ask("shutdown", None)
        self._tell("exit", None)
        self._process.communicate(timeout=PATIENCE)

    def diagnostics(self, path: Path, text: str) -> list[tuple[int, str]]:
        """Open a file with a text and give what is wrong with it: line (from 1) and message."""
        uri = path.as_uri()
        self._version += 1                                     # the server remembers what it read by address and version
        self._tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": self._version, "text": text}})
        return [(one["range"]["start"]["line"] + 1, one["message"]) for one in self._published(uri)]

    def completion(self, path: Path, text: str) -> dict[str, str]:
        """Open a file whose text has ¦ where the cursor is and give what could be written there, with its description."""
        line, column = _place(text)
        self.diagnostics(path, text.replace("¦", ""))
        place = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}
        found = self.ask("textDocument/completion", place)
        return {item["label"]: _words(item.get("documentation", "")) for item in found["items"]}

    def shut(self, path: Path) -> None:
        """Close a file; the server then takes back what it said of it."""
        self._tell("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})
        assert self._published(path.as_uri()) == []

    def ask(self, method: str, params: Any) -> Any:
        """Send a request and give its result."""
        self._last += 1
        number = self._last
        self._send({"id": number, "method": method, "params": params})
        answer = self._until(lambda said: said.get("id") == number and "method" not in said)
        assert "error" not in answer, answer
        return answer["result"]

    def _published(self, uri: str) -> list[dict[str, Any]]:
        said = self._until(lambda said: said.get("method") == "textDocument/publishDiagnostics" and said["params"]["uri"] == uri)
        return list(said["params"]["diagnostics"])

    def _until(self, fits: Any) -> dict[str, Any]:
        while True:
            said = self._said.get(timeout=PATIENCE)
            if fits(said):
                return said
            if "id" in said and "method" in said:              # the server asks the editor; only the settings want a real answer
                wanted = said["method"] == "workspace/configuration"
                self._send({"id": said["id"], "result": [_setting(item) for item in said["params"]["items"]] if wanted else None})

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        out = self._process.stdout
        assert out is not None
        while header := out.readline():
            length = int(header.split(b":")[1])
            while out.readline().strip():
                pass
            self._said.put(json.loads(out.read(length)))


def _setting(item: dict[str, str]) -> Any:
    return SETTINGS if item.get("section") == "yaml" else {}


def _place(text: str) -> tuple[int, int]:
    before = text[: text.index("¦")]
    return before.count("\n"), len(before) - before.rfind("\n") - 1


def _words(documentation: Any) -> str:
    return documentation["value"] if isinstance(documentation, dict) else documentation
