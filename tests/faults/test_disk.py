"""A disk that is full, a folder that cannot be written to, and outputs that are no ordinary files."""

import json
import os
import stat
import subprocess
import sys

import pytest

posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")


@pytest.fixture
def full_disk(tmp_path):
    """A file system of its own; call the fixture to fill it."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k,nr_inodes=64", "dlgrade-test", str(place)]
    if sys.platform != "linux" or os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")

    def fill():
        for size in (4096, 1):
            with (place / f"filling{size}").open("wb", buffering=0) as file:
                try:
                    while True:
                        file.write(bytes(size))
                except OSError:
                    pass

    fill.place = place
    yield fill
    subprocess.run(["umount", "-l", str(place)], check=True)


def no_room():
    """In a child before its start: no file can grow, as on a disk that is full."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def test_a_check_on_a_full_disk_says_what_it_found(make_workspace, full_disk, dlgrade, results):
    workspace = make_workspace(full_disk.place / "workspace")
    full_disk()
    done = dlgrade("check", "step", "--format", "json", cwd=workspace.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert results(done.stdout)["step"]["status"] == "passed"


def test_progress_that_cannot_be_written_leaves_the_old_one_whole(make_workspace, full_disk, dlgrade):
    workspace = make_workspace(full_disk.place / "workspace")
    dlgrade("check", "step", cwd=workspace.root)
    before = workspace.progress.read_bytes()
    full_disk()
    assert dlgrade("check", "relu", cwd=workspace.root).returncode == 1
    assert workspace.progress.read_bytes() == before
    assert {path.name for path in workspace.progress.parent.iterdir()} == {"progress.json", "workspace.json"}


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_output_on_a_full_disk_is_refused_in_one_sentence(
    make_workspace, full_disk, dlgrade, is_one_sentence, form
):
    workspace = make_workspace(full_disk.place / "workspace")
    output = full_disk.place / "result.txt"
    output.write_text("earlier")
    full_disk()
    done = dlgrade("check", "step", "--format", form, "--output", str(output), cwd=workspace.root)
    assert done.returncode == 2
    assert is_one_sentence(done.stderr)
    assert "No space left" in done.stderr
    assert output.read_text() == "earlier"
    assert not list(full_disk.place.glob(".*result*"))


@posix
def test_where_no_file_can_grow_a_check_says_what_it_found(workspace, dlgrade, results):
    done = dlgrade("check", "step", "--format", "json", cwd=workspace.root, preexec_fn=no_room)
    assert (done.returncode, done.stderr) == (0, "")
    assert results(done.stdout)["step"]["status"] == "passed"
    assert not workspace.progress.exists()


@posix
def test_where_no_file_can_grow_an_output_is_refused_in_one_sentence(workspace, dlgrade, is_one_sentence):
    done = dlgrade("check", "step", "--output", "out.txt", cwd=workspace.root, preexec_fn=no_room)
    assert done.returncode == 2
    assert is_one_sentence(done.stderr)
    assert not [path for path in workspace.root.iterdir() if "out.txt" in path.name]


def test_a_workspace_that_cannot_be_written_to_is_checked(workspace, dlgrade, results, plain_user):
    folders = [workspace.root, workspace.root / ".dlgrade", workspace.root / "02_activations"]
    for folder in folders:
        folder.chmod(0o555)
    try:
        done = dlgrade("check", "--format", "json", cwd=workspace.root, **plain_user)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert results(done.stdout)["step"]["status"] == "passed"
    assert done.stderr == ""
    assert not workspace.progress.exists()


def test_init_in_a_folder_that_cannot_be_written_to_is_refused_in_one_sentence(
    tmp_path, dlgrade, is_one_sentence, plain_user
):
    folder = tmp_path / "folder"
    folder.mkdir()
    folder.chmod(0o555)
    done = dlgrade("init", cwd=folder, **plain_user)
    folder.chmod(0o755)
    assert done.returncode == 2
    assert is_one_sentence(done.stderr)
    assert list(folder.iterdir()) == []


def test_an_answer_that_cannot_be_read_is_said_to_be_so(workspace, dlgrade, results, plain_user):
    path = workspace.hand_in("step")
    path.chmod(0)
    done = dlgrade("check", "step", "relu", "--format", "json", cwd=workspace.root, **plain_user)
    path.chmod(0o644)
    found = results(done.stdout)
    assert (found["step"]["status"], found["step"]["error"]["type"]) == ("error", "Unreadable")
    assert found["relu"]["status"] == "failed"


def test_progress_that_cannot_be_read_is_no_obstacle(workspace, dlgrade, plain_user):
    workspace.progress.write_text("{}")
    workspace.progress.chmod(0)
    assert dlgrade("check", "step", cwd=workspace.root, **plain_user).returncode == 0


def test_a_workspace_whose_marker_cannot_be_read_is_one_sentence(
    workspace, dlgrade, is_one_sentence, plain_user
):
    (workspace.root / ".dlgrade" / "workspace.json").chmod(0)
    done = dlgrade("check", cwd=workspace.root, **plain_user)
    assert done.returncode == 2
    assert is_one_sentence(done.stderr)


# ---------------------------------------------------------------------------------------- what is no ordinary file


@pytest.fixture
def full_device(tmp_path):
    """A device that is always full, like /dev/full, but nobody else's."""
    path = tmp_path / "full"
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 7))
        path.open("wb").close()
    except (OSError, AttributeError):
        pytest.skip("no device can be made here")
    return path


def test_an_output_that_is_a_device_stays_one(workspace, dlgrade, full_device):
    dlgrade("check", "step", "--output", str(full_device), cwd=workspace.root)
    assert stat.S_ISCHR(full_device.lstat().st_mode)


def test_an_output_that_is_a_full_device_is_refused_in_one_sentence(
    workspace, dlgrade, full_device, is_one_sentence
):
    done = dlgrade("check", "step", "--output", str(full_device), cwd=workspace.root)
    assert done.returncode == 2
    assert is_one_sentence(done.stderr)


@posix
def test_an_output_that_is_a_pipe_is_written_to(workspace, dlgrade, results, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    dlgrade("check", "step", "--format", "json", "--output", str(pipe), cwd=workspace.root)
    assert stat.S_ISFIFO(pipe.lstat().st_mode)
    assert results(os.read(reading, 1 << 16).decode())["step"]["status"] == "passed"
    os.close(reading)


@posix
def test_an_output_that_is_a_link_is_written_to_where_it_points(workspace, dlgrade, results, tmp_path):
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("old")
    link.symlink_to(target)
    dlgrade("check", "step", "--format", "json", "--output", str(link), cwd=workspace.root)
    assert link.is_symlink()
    assert results(target.read_text(encoding="utf-8"))["step"]["status"] == "passed"


@posix
def test_an_output_that_is_a_link_to_nothing_makes_its_target(workspace, dlgrade, tmp_path):
    link = tmp_path / "link.json"
    link.symlink_to("target.json")
    assert dlgrade("check", "step", "--output", str(link), cwd=workspace.root).returncode == 0
    assert link.is_symlink()
    assert (tmp_path / "target.json").read_text(encoding="utf-8")


@posix
def test_an_output_that_is_a_link_to_itself_is_one_sentence_at_most(workspace, dlgrade, tmp_path):
    link = tmp_path / "link.json"
    link.symlink_to(link)
    done = dlgrade("check", "step", "--output", str(link), cwd=workspace.root)
    assert done.returncode in (0, 2)
    assert "Traceback" not in done.stderr
    assert "DLGRADE_DEBUG" not in done.stderr


@posix
def test_no_link_in_a_workspace_leads_our_own_files_astray(workspace, dlgrade, tmp_path):
    foreign = tmp_path / "foreign"
    foreign.write_text("{}")
    workspace.progress.symlink_to(foreign)
    dlgrade("check", "step", cwd=workspace.root)
    assert foreign.read_text() == "{}"
    assert "step" in json.loads(workspace.progress.read_text(encoding="utf-8"))


@posix
def test_progress_that_is_a_pipe_is_not_waited_for(workspace, dlgrade):
    os.mkfifo(workspace.progress)
    assert dlgrade("check", "step", cwd=workspace.root).returncode == 0


@pytest.mark.skipif(not os.path.exists("/proc/self/fd"), reason="needs /proc")  # noqa: PTH110
def test_an_output_to_a_name_of_standard_output_is_printed(workspace, dlgrade, results, tmp_path):
    # never the one in /dev: a program that replaces it does so for the whole machine
    link = tmp_path / "stdout"
    link.symlink_to("/proc/self/fd/1")
    done = dlgrade("check", "step", "--format", "json", "--output", str(link), cwd=workspace.root)
    assert link.is_symlink()
    assert results(done.stdout)["step"]["status"] == "passed"


def test_an_output_in_a_folder_that_is_not_there_makes_it(workspace, dlgrade):
    done = dlgrade("check", "step", "--format", "json", "--output", "new/result.json", cwd=workspace.root)
    assert done.returncode == 0
    assert json.loads((workspace.root / "new" / "result.json").read_text(encoding="utf-8"))["points"] > 0


@posix
@pytest.mark.parametrize("form", ["text", "json"])
def test_standard_output_that_is_full_is_said_in_one_sentence(
    workspace, dlgrade, is_one_sentence, start, form
):
    if not os.path.exists("/dev/full"):  # noqa: PTH110
        pytest.skip("needs /dev/full")
    with open("/dev/full", "w") as full:  # noqa: PTH123
        process = start("check", "step", "--format", form, stdout=full)
        _, errors = process.communicate(timeout=120)
    assert process.returncode == 3
    assert is_one_sentence(errors)
    assert "No space left" in errors


@posix
def test_standard_error_that_is_full_does_not_change_the_exit_status(start):
    if not os.path.exists("/dev/full"):  # noqa: PTH110
        pytest.skip("needs /dev/full")
    with open("/dev/full", "w") as full:  # noqa: PTH123
        process = start("check", "nothing_of_this_name", stderr=full)
        process.communicate(timeout=120)
    assert process.returncode == 2
