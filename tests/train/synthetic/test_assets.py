"""MakeHuman's text formats are read as they are meant."""

import numpy as np
import pytest

from cpcl_train.synthetic.assets import AssetError, Piece, load_library, read_obj, read_piece, read_target


def test_polygons_become_fans_and_groups_keep_their_faces(tmp_path):
    path = tmp_path / "two.obj"
    path.write_text("v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\ng front\nf 1/1 2/2 3/3 4/4\ng back\nf 3 2 1\n")
    points, groups = read_obj(path)
    assert points.shape == (4, 3)
    assert groups["front"].tolist() == [[0, 1, 2], [0, 2, 3]]
    assert groups["back"].tolist() == [[2, 1, 0]]


def test_targets_are_sparse_displacements(tmp_path):
    path = tmp_path / "a.target"
    path.write_text("# a comment\n2 .5 -1 0\n")
    assert read_target(path, 4).tolist() == [[0, 0, 0], [0, 0, 0], [0.5, -1, 0], [0, 0, 0]]


def test_a_garment_lists_references_and_hidden_ranges(tmp_path):
    (tmp_path / "hat.obj").write_text("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n")
    path = tmp_path / "hat.mhclo"
    path.write_text(
        "name hat\nobj_file hat.obj\nx_scale 0 1 2.0\ny_scale 0 2 2.0\nz_scale 0 3 2.0\nverts 0\n"
        "0 1 2 0.5 0.25 0.25 0.1 0 0\n3\n1\nmaterial hat.mhmat\ndelete_verts\n2 - 4 9\n"
    )
    piece = read_piece(path)
    assert piece.deletes.tolist() == [2, 3, 4, 9]
    assert piece.refs.tolist() == [[0, 1, 2], [3, 3, 3], [1, 1, 1]]
    body = np.asarray([[0, 0, 0], [4, 0, 0], [0, 4, 0], [0, 0, 4]], np.float32)
    # Twice the reference size: offsets are doubled too.
    np.testing.assert_allclose(piece.fit(body), [[1 + 0.2, 1, 0], [0, 0, 4], [4, 0, 0]])


def test_the_real_library_is_whole(library):
    assert library.base.shape == (19158, 3)
    assert {"male_casualsuit01", "shoes01", "long01", "fedora"} <= set(library.pieces)
    np.testing.assert_allclose(library.rig.weights.sum(1), 1, atol=1e-5)
    assert all(parent < bone for bone, parent in enumerate(library.rig.parents))
    assert all(isinstance(p, Piece) and p.faces.max() < len(p.refs) for p in library.pieces.values())


def test_damaged_assets_are_one_sentence_too(tmp_path):
    (tmp_path / "body").mkdir()
    (tmp_path / "body" / "base.obj").write_text("v 0 0 zero\n")
    with pytest.raises(AssetError, match=r"could not be read.*Nothing was rendered"):
        load_library(tmp_path)


def test_missing_assets_are_one_sentence_that_names_the_folder(tmp_path):
    with pytest.raises(AssetError, match=str(tmp_path)):
        load_library(tmp_path)
