# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2

import pytest

from laufmappe import resources
from laufmappe.folder.typeset.icons import GRID, icon, svg_path


@pytest.mark.parametrize("file", sorted(resources.path("icons").glob("*.svg")), ids=lambda file: file.stem)
def test_every_shipped_pictogram_can_be_drawn_and_keeps_to_its_grid(file: object) -> None:
    paths = icon(file.stem)  # type: ignore[attr-defined]  # pytest hands parameters on as objects
    assert paths
    for path, _filled in paths:
        left, top, right, bottom = path.bounds()
        assert left >= -1
        assert top >= -1
        assert right <= GRID + 1
        assert bottom <= GRID + 1


def test_a_pictogram_that_is_not_shipped_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-pictogram")


def ends(data: str) -> list[tuple[float, float]]:
    """Where each step of a path ends."""
    return [(round(points[-1][0], 3), round(points[-1][1], 3)) for _name, points in svg_path(data).steps if points]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("M1 2h3v-1H2V5", [(1, 2), (4, 2), (4, 1), (2, 1), (2, 5)]),
        ("m1 1 2 0 0 2z", [(1, 1), (3, 1), (3, 3)]),
        ("M0 0c1 0 2 1 2 2s1 2 2 2", [(0, 0), (2, 2), (4, 4)]),
        ("M0 0q2 0 2 2t2 2", [(0, 0), (2, 2), (4, 4)]),
        ("M4 0a4 4 0 01-4 4", [(4, 0), (0, 4)]),
        ("M4 0a4 4 0 0 1 -4 4", [(4, 0), (0, 4)]),
        ("M13 19a4 4 0 00-8 0", [(13, 19), (9, 15), (5, 19)]),
        ("M.5.5l1e1-.5", [(0.5, 0.5), (10.5, 0)]),
        ("M1 1a0 4 0 0 1 2 2", [(1, 1), (3, 3)]),
    ],
)
def test_paths_are_read_as_svg_defines_them(data: str, expected: list[tuple[float, float]]) -> None:
    assert ends(data) == expected


def test_a_smooth_curve_mirrors_the_handle_before_it() -> None:
    steps = svg_path("M0 0c0 1 1 2 2 2s2 1 2 2").steps
    assert steps[2][1][0] == (3, 2)


def test_an_arc_that_is_too_small_grows_until_it_reaches() -> None:
    assert ends("M0 0a1 1 0 0 1 10 0")[-1] == (10, 0)
