"""Notebooks, run: each in its own fresh kernel of this very Python, several side by side, the same bytes each time.

nbclient runs the cells. One process with one event loop serves all kernels, since a process for each notebook would
load nbclient again and still need code to end its kernel on an interrupt. jupyter-cache names no cell where one fails.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from analysis.views.book.child import lifeline
from analysis.views.tables.atomic_write import whole_file

TIMEOUT = 300  # seconds a cell may take
SHOWN = ("text/html", "text/plain")  # what a page may show of an output; all else needs a script or lacks alt text
UNSAFE = ("SOURCE_DATE_EPOCH", "MATPLOTLIBRC", "LANGUAGE")
# Where Python, its packages and its compiled files are. Any other of its variables may change what a notebook does:
# PYTHONOPTIMIZE switches off the asserts that check every finding.
PYTHON_KEPT = ("HOME", "PLATLIBDIR", "USERBASE", "NOUSERSITE", "PYCACHEPREFIX", "DONTWRITEBYTECODE")


class BuildError(RuntimeError):
    """The work failed: one line that names the notebook, the cell and the error."""


def environment(root: Path, work: Path, cache: Path) -> dict[str, str]:
    """Return the environment in which everything is built: fixed, and with no way into the home folder.

    Parameters
    ----------
    root
        The folder that holds the package `analysis`.
    work
        A folder of this build alone for what Jupyter and IPython write.
    cache
        The folder in which matplotlib keeps its list of fonts.
    """
    folders = {"IPYTHONDIR": "ipython", "JUPYTER_CONFIG_DIR": "jupyter/config"}
    folders |= {"JUPYTER_DATA_DIR": "jupyter/data", "JUPYTER_RUNTIME_DIR": "jupyter/runtime"}
    for folder in folders.values():
        (work / folder).mkdir(parents=True, exist_ok=True)
    kept = {f"PYTHON{name}" for name in PYTHON_KEPT}
    return {
        **{
            name: value
            for name, value in os.environ.items()
            if name in kept or not (name in UNSAFE or name.startswith("PYTHON"))
        },
        **{name: str(work / folder) for name, folder in folders.items()},
        "MPLCONFIGDIR": str(cache / "matplotlib"),
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


class _Loop(asyncio.SelectorEventLoop):
    """A loop in which Ctrl-C stays what Python makes of it: nbclient would end one kernel and go on."""

    def add_signal_handler(self, *_: object) -> None:
        """Refuse, as on Windows, where nbclient does without."""
        raise NotImplementedError


def execute(
    notebooks: Mapping[Path, Path],
    *,
    env: Mapping[str, str],
    jobs: int,
    done: Callable[[Path], object] = str,
    parameters: tuple[str, str] | None = None,
) -> None:
    """Run notebooks and write the executed copies.

    Parameters
    ----------
    notebooks
        For each notebook the file that its executed copy is written to. A notebook runs in its own folder.
    env
        The environment of the kernels, as `environment` makes it.
    jobs
        How many run side by side.
    done
        Called with each notebook when its copy has been written.
    parameters
        What the cell with this tag holds in place of its own lines, and what the copy shows of that: a path of this
        machine is no business of a reader.

    Raises
    ------
    BuildError
        If a notebook cannot be read, a cell fails, or an output cannot be shown on a page. Copies of other notebooks
        that were finished by then remain. No kernel is left running, not after an interrupt either.
    """

    async def everything() -> None:
        limit = asyncio.Semaphore(max(1, jobs))

        async def one(source: Path, target: Path) -> None:
            async with limit:
                await _run(source, target, env, parameters)
            done(source)

        async with asyncio.TaskGroup() as group:  # the first that fails ends the others, and their kernels
            for source, target in notebooks.items():
                group.create_task(one(source, target))

    try:
        with asyncio.Runner(loop_factory=_Loop) as runner:
            runner.run(everything())
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0]  # noqa: B904  (its own cause says more than the group)


async def _run(source: Path, target: Path, env: Mapping[str, str], parameters: tuple[str, str] | None) -> None:
    try:
        notebook = nbformat.read(source, as_version=4)
    except Exception as error:
        raise BuildError(f"{source.name}: this is not a notebook that can be read: {_line(error)}") from error
    _plain(notebook)
    told = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ())] if parameters else []
    _set(told, parameters, shown=False)
    client = _client(notebook, Path(env["JUPYTER_RUNTIME_DIR"]) / f"{source.stem}-{os.getpid()}.json")
    try:
        await _run_cells(client, source, env)
    finally:  # nbclient would clean up after a kernel that could not be started when Python ends, and fail aloud
        atexit.unregister(client._cleanup_kernel)
    _set(told, parameters, shown=True)
    with whole_file(target) as out:
        out.write(f"{nbformat.writes(notebook)}\n".encode())


def _set(cells: Iterable[Any], parameters: tuple[str, str] | None, *, shown: bool) -> None:
    """Put the parameters into their cells: as they are run, or as they are shown."""
    if parameters:
        for cell in cells:
            cell.source = parameters[shown]


async def _run_cells(client: Any, source: Path, env: Mapping[str, str]) -> None:
    surroundings = {"env": dict(env), "cwd": str(source.parent), "stdin": lifeline(), "stderr": DEVNULL}
    async with client.async_setup_kernel(**surroundings, cleanup_kc=True):
        for number, cell in enumerate(client.nb.cells, 1):
            place = f"{source.name}, cell {number}"
            try:
                await client.async_execute_cell(cell, number - 1, execution_count=client.code_cells_executed + 1)
            except CellExecutionError as error:
                said = _line(error.evalue) or _line_of_code(error.traceback)
                raise BuildError(f"{place}: {error.ename}: {said}") from error
            except CellTimeoutError as error:
                raise BuildError(f"{place}: took more than {TIMEOUT} seconds") from error
            except DeadKernelError as error:
                if (task := asyncio.current_task()) and task.cancelling():  # nbclient takes being stopped for a death
                    raise asyncio.CancelledError from None
                raise BuildError(f"{place}: Python died while it ran") from error
            _keep(cell, place)


def _client(notebook: Any, connection: Path) -> Any:
    """Return what runs a notebook in a kernel of this very Python, whatever kernels the user has."""
    command = [sys.executable, "-m", "analysis.views.book.child", "ipykernel_launcher", "-f", "{connection_file}"]

    class ThisPython(KernelSpecManager):
        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            return KernelSpec(argv=command, display_name="Python", language="python")

    manager = AsyncKernelManager(kernel_spec_manager=ThisPython(), connection_file=str(connection))
    client = NotebookClient(notebook, km=manager, timeout=TIMEOUT, record_timing=False, shutdown_kernel="immediate")
    client.extra_arguments = ["--HistoryManager.enabled=False", "--colors=NoColor"]
    return client


def _plain(notebook: Any) -> None:
    """Leave of a notebook what a page needs, its cells and their tags; ids count up, so that none is random."""
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
        forms = {form: output.data[form] for form in SHOWN if form in output.data}
        if any(form.startswith("image/") for form in output.data) and "text/html" not in forms:
            raise BuildError(f"{place}: shows an image without alt text; use analysis.Picture")
        if len(output.data) > len(forms) and "text/html" not in forms:
            other = ", ".join(sorted(set(output.data) - set(forms)))
            raise BuildError(f"{place}: shows {other}, which a page cannot show without a script; show text/html")
        output.data, output.metadata = forms, {}
        kept.append(output)
    cell.outputs = kept


def _line(text: object) -> str:
    """Return the first line that says something, without terminal colours."""
    return next((line.strip() for line in _colourless(text).splitlines() if line.strip()), "")


def _line_of_code(traceback: str) -> str:
    """Return the line of the cell at which it stopped: an assertion alone says nothing else."""
    found = re.search(r"^-+> *\d+ (.*)$", _colourless(traceback), re.MULTILINE)
    return found.group(1).strip() if found else "no message"


def _colourless(text: object) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", str(text))
