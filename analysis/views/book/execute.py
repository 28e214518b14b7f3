"""Notebooks, run: each in its own fresh kernel of this very Python, several side by side, the same bytes each time."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from subprocess import DEVNULL
from threading import Thread
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

TIMEOUT = 300  # seconds a cell may take
SHOWN_LINES = (
    "text/html",
    "text/plain",
)  # what a page may show of an output; all else needs a script or lacks alt text
UNSAFE = ("PYTHONSTARTUP", "PYTHONWARNINGS", "PYTHONINSPECT", "SOURCE_DATE_EPOCH", "MATPLOTLIBRC", "LANGUAGE")


class BuildError(RuntimeError):
    """The work failed: one line that names the notebook, the cell and the error."""


def environment(root: Path, cache: Path) -> dict[str, str]:
    """Return the environment in which everything is built: fixed, and with no way into the home folder.

    Parameters
    ----------
    root
        The folder that holds the package `analysis`.
    cache
        A folder for what Jupyter, IPython and matplotlib write; made where it is missing.
    """
    kept = {name: value for name, value in os.environ.items() if name not in UNSAFE}
    rooms = {"IPYTHONDIR": "ipython", "MPLCONFIGDIR": "matplotlib", "JUPYTER_CONFIG_DIR": "jupyter/config"}
    rooms |= {"JUPYTER_DATA_DIR": "jupyter/data", "JUPYTER_RUNTIME_DIR": "jupyter/runtime"}
    for folder in rooms.values():
        (cache / folder).mkdir(parents=True, exist_ok=True)
    return kept | {
        **{name: str(cache / folder) for name, folder in rooms.items()},
        "PYTHONPATH": str(root),  # this checkout's modules, even where another one is installed
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "LC_ALL": "C",
        "TZ": "UTC",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "OMP_NUM_THREADS": "1",  # sums in one order, and cores left for the other notebooks
        "OPENBLAS_NUM_THREADS": "1",
        "JUPYTER_PLATFORM_DIRS": "1",
        "JUPYTER_NO_CONFIG": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def execute(notebooks: Mapping[Path, Path], *, env: Mapping[str, str], jobs: int) -> Iterator[Path]:
    """Run notebooks and write the executed copies, yielding each source when its copy is there.

    Parameters
    ----------
    notebooks
        For each notebook the file that its executed copy is written to. A notebook runs in its own folder.
    env
        The environment of the kernels, as `environment` makes it.
    jobs
        How many run side by side.

    Raises
    ------
    BuildError
        If a notebook cannot be read, a cell fails, or an output cannot be shown on a page. The copies of other
        notebooks that had been done by then stay; no kernel is left running, on an interrupt neither.
    """
    results: Queue[Path | BaseException | None] = Queue()
    stop: list[Callable[[], object]] = []

    async def one(limit: asyncio.Semaphore, source: Path, target: Path) -> None:
        async with limit:
            await _run(source, target, env)
        results.put(source)

    async def everything() -> None:
        task, loop = asyncio.current_task(), asyncio.get_running_loop()
        stop.append(lambda: loop.call_soon_threadsafe(task.cancel if task else loop.stop))
        limit = asyncio.Semaphore(max(1, jobs))
        async with asyncio.TaskGroup() as group:  # the first that fails ends the others, and their kernels
            for source, target in notebooks.items():
                group.create_task(one(limit, source, target))

    def work() -> None:
        try:
            with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
                runner.run(everything())
            results.put(None)
        except BaseExceptionGroup as errors:
            results.put(errors.exceptions[0])
        except BaseException as error:
            results.put(error)

    # A thread of its own: in the main one the notebooks' library would take over what Ctrl-C does.
    thread = Thread(target=work, name="notebooks")
    thread.start()
    try:
        while (result := _next(results)) is not None:
            if isinstance(result, BaseException):
                raise result
            yield result
    finally:
        if thread.is_alive() and stop:
            with suppress(RuntimeError):  # the loop ended in between
                stop[0]()
        thread.join()


def _next(results: Queue[Path | BaseException | None]) -> Path | BaseException | None:
    while True:
        with suppress(Empty):
            return results.get(timeout=0.5)  # on Windows, Ctrl-C gets through between two tries alone


async def _run(source: Path, target: Path, env: Mapping[str, str]) -> None:
    try:
        notebook = nbformat.read(source, as_version=4)
    except Exception as error:
        raise BuildError(f"{source.name}: this is not a notebook that can be read: {_line(error)}") from error
    _plain(notebook)
    client = _client(notebook, Path(env["JUPYTER_RUNTIME_DIR"]) / f"{source.stem}-{os.getpid()}.json")
    async with client.async_setup_kernel(env=dict(env), cwd=str(source.parent), stderr=DEVNULL, cleanup_kc=True):
        for number, cell in enumerate(notebook.cells, 1):
            place = f"{source.name}, cell {number}"
            try:
                await client.async_execute_cell(cell, number - 1, execution_count=client.code_cells_executed + 1)
            except CellExecutionError as error:
                said = _line(error.evalue) or _line_of_code(error.traceback)
                raise BuildError(f"{place}: {error.ename}: {said}") from error
            except CellTimeoutError as error:
                raise BuildError(f"{place}: took more than {TIMEOUT} seconds") from error
            except DeadKernelError as error:
                raise BuildError(f"{place}: Python died while it ran") from error
            _keep(cell, place)
    part = target.with_name(f"{target.name}.part")
    part.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
    part.replace(target)


def _client(notebook: Any, connection: Path) -> Any:
    """Return what runs a notebook in a kernel of this very Python, whatever kernels the user has."""
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]

    class ThisPython(KernelSpecManager):
        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            return KernelSpec(argv=command, display_name="Python", language="python")

    manager = AsyncKernelManager(kernel_spec_manager=ThisPython(), connection_file=str(connection))
    client = NotebookClient(notebook, km=manager, timeout=TIMEOUT, record_timing=False, shutdown_kernel="immediate")
    client.extra_arguments = ["--HistoryManager.enabled=False", "--colors=NoColor"]
    return client


def _plain(notebook: Any) -> None:
    """Keep what a page needs of a notebook: its cells and their tags. Ids count up, so that none is left to chance."""
    notebook.metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python", "pygments_lexer": "ipython3"},
    }
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for index, cell in enumerate(notebook.cells):
        tags = cell.metadata.get("tags")
        cell.metadata = {"tags": tags} if tags else {}
        cell.id = f"cell-{index + 1}"
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None


def _keep(cell: Any, place: str) -> None:
    """Keep the outputs that a page can show, and only these forms of them; warnings name paths and are left out."""
    if cell.cell_type != "code":
        return
    kept = []
    for output in cell.outputs:
        if output.output_type == "stream":
            if output.name == "stdout":
                kept.append(output)
            continue
        forms = {form: output.data[form] for form in SHOWN_LINES if form in output.data}
        if any(form.startswith("image/") for form in output.data) and "text/html" not in forms:
            raise BuildError(f"{place}: shows an image without alt text; use Picture of analysis.views.tables.display")
        if len(output.data) > len(forms) and "text/html" not in forms:
            other = ", ".join(sorted(set(output.data) - set(forms)))
            raise BuildError(f"{place}: shows {other}, which a page cannot show without a script; show text/html")
        output.data, output.metadata = forms, {}
        kept.append(output)
    cell.outputs = kept


def _line(text: object) -> str:
    """Return the first line that says something, without terminal colours."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", str(text))
    return next((line.strip() for line in plain.splitlines() if line.strip()), "")


def _line_of_code(traceback: str) -> str:
    """Return the line of the cell at which it stopped: an assertion alone says nothing else."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", traceback)
    found = re.search(r"^-+> *\d+ (.*)$", plain, re.MULTILINE)
    return found.group(1).strip() if found else "no message"
